"""The letters about a data set: to reviewers when it is offered, to whoever offered it when it was judged."""

from typing import Any

from django.utils import translation

from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import may_review
from clusteratlas_web.contributions.queries import reviewers
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.registry.queries.names import name_in


def tell_reviewers(data_set: DataSet) -> None:
    """A letter to everybody who may review it."""
    for person in reviewers():
        if may_review(person, data_set):
            _write(person, data_set, "contribution-offered", f"contribution-offered:{data_set.pk}:{data_set.version}")


def tell_contributor(data_set: DataSet, verb: str) -> None:
    """A letter to whoever offered it: returned, accepted, refused or retired."""
    key = f"contribution-{verb}:{data_set.pk}:{data_set.version}"
    _write(data_set.contributor, data_set, "contribution-judged", key, verb=verb)


def _write(person: Any, data_set: DataSet, template: str, key: str, **facts: Any) -> None:
    with translation.override(person.language):
        name, title = name_in(data_set.organisation), data_set.title
    write_to(person, template, key, data_set=data_set, organisation=name, title=title, **facts)
