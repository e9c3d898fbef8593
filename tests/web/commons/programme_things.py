"""What tests of programmes store: programmes of the cast's ministry, with another department as partner."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from tests.web.commons.conftest import PASSWORD, Cast


def department(slug: str, name: str, officer: str = "") -> Any:
    """A verified department; with an officer of that name, who is returned as its `officer`."""
    from clusteratlas_web.accounts.models import Person
    from clusteratlas_web.registry.models import Acting, Name, Organisation

    made = Organisation.objects.create(slug=slug, kind="agency", state="verified")
    Name.objects.create(organisation=made, language="en", text=name)
    if officer:
        made.officer = Person.objects.create_user(f"{officer.lower()}@example.org", PASSWORD, name=officer)
        Acting.objects.create(organisation=made, person=made.officer, role="officer")
    return made


def programme(
    slug: str, lead: Any = None, partners: tuple[Any, ...] = (), state: str = "published", **facts: Any
) -> Any:
    """A programme with its parts."""
    from clusteratlas_web.programmes.models import Part, Programme

    made = Programme.objects.create(slug=slug, state=state, **{"country": "US", "level": "national"} | facts)
    made.names.create(language="en", text=f"Programme {slug}")
    if lead is not None:
        Part.objects.create(programme=made, organisation=lead, part="lead")
    for each in partners:
        Part.objects.create(programme=made, organisation=each, part="partner")
    return made


def instrument(made: Any, organisation: Any, name: str, **facts: Any) -> Any:
    """An instrument of a department in a programme, open since yesterday."""
    from clusteratlas_web.programmes.models import Instrument

    part = made.parts.get(organisation=organisation)
    told = {"opens": timezone.now().date() - timedelta(days=1), "dimension": "finance"} | facts
    return Instrument.objects.create(of=part, names={"en": name}, **told)


def question(cast: Cast, **facts: Any) -> Any:
    """A question of Ana's organisation to the ministry, asked today."""
    from clusteratlas_web.programmes.models import Question

    told: dict[str, Any] = {
        "organisation": cast.valley,
        "asker": cast.ana,
        "department": cast.ministry,
        "reason": "chosen",
        "subject": "Secret subject",
        "text": "Secret text",
        "asked": timezone.now(),
        "due": date(2100, 1, 4),
    }
    return Question.objects.create(**told | facts)
