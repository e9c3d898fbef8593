"""The log of services: who writes, what is refused, and what it adds up to."""

import datetime
from decimal import Decimal
from http import HTTPStatus

import pytest
from tests.web.commons.conftest import Cast

from clusteratlas_web.foundation.permissions import NotAllowed

LOG = "/organisations/valley-optics/services/"


def test_entries_add_up_to_public_totals(cast: Cast) -> None:
    from clusteratlas_web.registry.queries.profile import ServiceTotals, service_totals

    for day, hours, firms in (("2026-01-05", "2.5", 3), ("2026-02-01", "4", 1)):
        fields = {"day": day, "service": "training", "hours": hours, "firms_helped": firms, "introductions": 2}
        assert cast.client("ben").post(LOG, fields).status_code == HTTPStatus.FOUND
    first, last = datetime.date(2026, 1, 5), datetime.date(2026, 2, 1)
    assert service_totals(cast.valley) == ServiceTotals(2, Decimal("6.5"), 4, 4, first, last)


@pytest.mark.parametrize(
    ("field", "value"),
    [("day", "2999-01-01"), ("day", "soon"), ("hours", "0"), ("hours", "-1"), ("firms_helped", "-1"), ("service", "x")],
)
def test_impossible_entries_are_refused_at_their_field(cast: Cast, field: str, value: str) -> None:
    good = {"day": "2026-01-05", "service": "training", "hours": "2", "firms_helped": "1", "introductions": "0"}
    page = cast.client("ben").post(LOG, good | {field: value})
    assert list(page.context["form"].errors) == [field]
    assert cast.valley.service_log.count() == 0


def test_an_outsider_writes_nothing_into_the_log(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.belonging import ServiceFacts, log_service

    with pytest.raises(NotAllowed):
        log_service(cast.finn, cast.valley, ServiceFacts(datetime.date(2026, 1, 5), "training", Decimal(1)))
