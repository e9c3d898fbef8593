"""What tests of ranking and deciding store: a round before its jury, with reviews that leave the second place open.

Three applications, three jurors who read all of them, two criteria, one place. Alpha stands clearly first in `values`;
whoever wants a band gives other values.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, entry, jury, review, stage

VALUES = {
    "alpha": {"chen": (9, 8), "jun": (8, 8), "kai": (7, 7)},
    "beta": {"chen": (6, 7), "jun": (5, 6), "kai": (5, 4)},
    "gamma": {"chen": (4, 5), "jun": (3, 3), "kai": (2, 3)},
}


class Meeting:
    """A round before its jury: its seats by name, its entries by name."""

    def __init__(
        self, cast: Cast, slug: str = "judged", state: str = "meeting", values: Any = None, **facts: Any
    ) -> None:
        told = {
            "currency": "EUR",
            "most_amount": 1000,
            "time_zone": "Europe/Berlin",
            "names": {"en": "The competition"},
        }
        self.call = call(cast, slug, **told)
        self.round = stage(self.call, state, **facts)
        self.seats = jury(self.call)
        self.entries = {}
        for name, given in (values or VALUES).items():
            made = entry(self.round, applicant(f"{slug}-{name}", f"Firm {name.title()}"))
            made.application.title = f"Plan {name.title()}"
            made.application.save()
            self.entries[name] = made
            for who, scores in given.items():
                review(made, self.seats[who], scores)

    def address(self, page: str = "ranking/") -> str:
        """A page of the round."""
        return f"/calls/{self.call.slug}/rounds/{self.round.number}/{page}"

    def sit(self, *who: str) -> Any:
        """A meeting since an hour ago with some of the jurors, all unless told."""
        from clusteratlas_web.selection.models import JuryMeeting

        held = timezone.now() - timedelta(hours=1)
        made = JuryMeeting.objects.create(round=self.round, held=held, minutes="Secret minutes")
        made.present.set([self.seats[name] for name in who or self.seats])
        return made

    def person(self, name: str) -> Any:
        """Somebody of the jury."""
        return self.seats[name].person


def ruling(outcome: str = "selected", reasons: str = "Good reasons", **facts: Any) -> Any:
    """A ruling."""
    from clusteratlas_web.selection.actions.decisions import Ruling

    return Ruling(outcome, {"en": reasons} if reasons else {}, **facts)


def browser(person: Any) -> Any:
    """A browser in which somebody is signed in."""
    from django.test import Client

    made = Client(raise_request_exception=False)
    made.force_login(person)
    return made
