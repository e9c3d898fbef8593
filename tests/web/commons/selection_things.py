"""What tests of selection store: a call of the cast's ministry with a jury, applications, reviews and a decision.

The jury: Chen has the chair, Jun is a juror, Kai a juror whom a conflict keeps out of the application of Valley Optics.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.web.commons.conftest import NAMES, PASSWORD, Cast

JURY = (*NAMES, "jun", "kai", "chen")  # the roles of a row where the jury counts too


def call(cast: Cast, slug: str = "clusters-2026", state: str = "published", **facts: Any) -> Any:
    """A call of the ministry."""
    from clusteratlas_web.selection.models import Call

    told = {"kind": "competition", "department": cast.ministry, "names": {"en": f"Call {slug}"}} | facts
    return Call.objects.create(slug=slug, state=state, **told)


def stage(made: Any, state: str = "open", number: int = 1, criteria: int = 2, **facts: Any) -> Any:
    """A round of a call, open since yesterday and for a week, with criteria of equal weight on a scale of 1 to 10."""
    from clusteratlas_web.selection.models import Criterion, Round

    now = timezone.now()
    told = {"opens": now - timedelta(days=1), "closes": now + timedelta(days=7), "places": 1, "least_reviews": 1}
    found = Round.objects.create(call=made, number=number, state=state, names={"en": f"Round {number}"}, **told | facts)
    for each in range(1, criteria + 1):
        Criterion.objects.create(round=found, number=each, names={"en": f"Criterion {each}"}, weight=1)
    return found


def applicant(slug: str, name: str) -> Any:
    """A verified cluster organisation nobody of the cast acts for."""
    from clusteratlas_web.registry.models import Name, Organisation

    made = Organisation.objects.create(slug=slug, kind="cluster-organisation", state="verified")
    Name.objects.create(organisation=made, language="en", text=name)
    return made


def entry(the_round: Any, organisation: Any, state: str = "admitted", number: int | None = None, **facts: Any) -> Any:
    """An application of an organisation, its lead the only partner, with its entry in a round."""
    from clusteratlas_web.selection.models import Application, Entry, Partner

    made = Application.objects.create(
        call=the_round.call,
        number=number or the_round.call.applications.count() + 1,
        organisation=organisation,
        title=f"Secret plan of {organisation.slug}",
        summary="Secret summary",
    )
    handed_in = None if state in ("draft", "withdrawn") else timezone.now()
    found = Entry.objects.create(application=made, round=the_round, state=state, submitted=handed_in, **facts)
    Partner.objects.create(entry=found, organisation=organisation, is_lead=True, requested=600, matching_private=400)
    return found


def person(name: str) -> Any:
    """Somebody who signs in."""
    from clusteratlas_web.accounts.models import Person

    address = f"{name.lower()}@example.org"
    found = Person.objects.filter(email=address).first()
    return found or Person.objects.create_user(address, PASSWORD, name=name)


def juror(made: Any, name: str, seat: str = "juror", state: str = "accepted", **facts: Any) -> Any:
    """A seat in the jury of a call."""
    from clusteratlas_web.selection.models import Juror

    return Juror.objects.create(call=made, person=person(name), seat=seat, state=state, **facts)


def jury(made: Any) -> dict[str, Any]:
    """Chen in the chair, Jun and Kai as jurors."""
    return {
        "chen": juror(made, "Chen", "chair"),
        "jun": juror(made, "Jun"),
        "kai": juror(made, "Kai"),
    }


def conflict(seat: Any, found: Any, kind: str = "membership", **facts: Any) -> Any:
    """What keeps a juror out of the application of an entry."""
    from clusteratlas_web.selection.models import Conflict

    told = {"reason": "Secret reason"} | facts
    return Conflict.objects.create(juror=seat, application=found.application, kind=kind, **told)


def review(found: Any, seat: Any, values: tuple[float, ...] = (), state: str = "submitted", **facts: Any) -> Any:
    """A juror's review of an entry, with a value on each criterion."""
    from clusteratlas_web.selection.models import Review, Score

    handed_in = timezone.now() if state == "submitted" else None
    told = {"comment": "Secret comment", "read_version": found.version, "submitted": handed_in} | facts
    made = Review.objects.create(entry=found, juror=seat, state=state, **told)
    for criterion, value in zip(found.round.criteria.all(), values, strict=False):
        Score.objects.create(review=made, criterion=criterion, value=value)
    return made


def decision(found: Any, by: Any, outcome: str = "selected", **facts: Any) -> Any:
    """What the jury decided on an entry, in a meeting of its round."""
    from clusteratlas_web.selection.models import Decision, JuryMeeting

    now = timezone.now()
    meeting = found.round.meetings.first() or JuryMeeting.objects.create(round=found.round, held=now)
    told = {"reasons": {"en": "Secret reasons"}} | facts
    return Decision.objects.create(entry=found, meeting=meeting, outcome=outcome, decided_by=by, decided=now, **told)
