"""A story and its steps: each a view of the atlas, which its address names whole, with words."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.stories.states import PUBLISHED, STORY

MOST_STEPS = 30
LONGEST_ADDRESS = 4_000  # a draft of a definition stands whole in its address


class Story(Versioned):
    """A story, by one person or for an organisation. Texts are by language."""

    slug = models.SlugField(max_length=80, unique=True)
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stories")
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="stories"
    )
    state = models.CharField(max_length=12, choices=STORY.choices(), default=STORY.first, db_index=True)
    titles = models.JSONField(default=dict)
    leads = models.JSONField(default=dict, blank=True)
    published = models.DateTimeField(null=True, blank=True, db_index=True)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-published", "-pk")
        verbose_name_plural = "stories"
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=PUBLISHED) | Q(published__isnull=False), name="what_is_published_has_an_instant"
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> Name:
        """Its title in the language that is spoken."""
        return in_words(self.titles, self.slug)

    @property
    def lead(self) -> Name:
        """What it says, in short."""
        return in_words(self.leads)

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return self.state == PUBLISHED


class Step(Versioned):
    """One view with its words. `address` is that of the page in English, which names its edition."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    address = models.CharField(max_length=LONGEST_ADDRESS)
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("story", "place", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"), name="view_stands_on_this_platform"
            ),
            models.CheckConstraint(condition=Q(place__range=(1, MOST_STEPS)), name="step_has_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.story.slug} {self.place}"

    @property
    def title(self) -> Name:
        """Its title in the language that is spoken."""
        return in_words(self.titles)

    @property
    def text(self) -> Name:
        """Its words in the language that is spoken."""
        return in_words(self.texts)
