"""The life of a story, as a table."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.states import LifeCycle, Transition
from clusteratlas_web.stories.permissions import may_withdraw, tells

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"

STORY = LifeCycle(
    name="story",
    states={DRAFT: said("draft"), PUBLISHED: said("published"), WITHDRAWN: said("withdrawn")},
    first=DRAFT,
    transitions=(
        Transition("publish", (DRAFT, WITHDRAWN), PUBLISHED, tells, said("Publish it")),
        Transition("withdraw", (PUBLISHED,), WITHDRAWN, may_withdraw, said("Withdraw it")),
    ),
)
