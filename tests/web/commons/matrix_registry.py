"""Who may what at the addresses of the registry; tests.web.commons.matrix says how to read and write a row."""

from typing import Any

from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import (
    ADMINISTRATOR,
    COLLEAGUES,
    EVERYBODY,
    MANAGER,
    SIGNED_IN,
    Given,
    Row,
    Rows,
    Things,
)


def things(cast: Cast) -> Things:
    """What the rows need besides the cast, stored."""
    from datetime import date, timedelta

    from django.utils import timezone

    from clusteratlas_web.registry.models import (
        Acting,
        Claim,
        ImportBatch,
        Invitation,
        Membership,
        Name,
        Organisation,
        Waiver,
    )
    from clusteratlas_web.registry.queries.invitations import checksum

    def organisation(slug: str, state: str) -> Organisation:
        made = Organisation.objects.create(slug=slug, kind="firm", state=state)
        Name.objects.create(organisation=made, language="en", text=slug)
        return made

    draft, lens = organisation("draft-lenses", "draft"), organisation("lens-works", "verified")
    Acting.objects.create(organisation=draft, person=cast.ana, role="manager")
    later = timezone.now() + timedelta(days=3)
    facts = {"organisation": cast.valley, "role": "member", "invited_by": cast.ana, "expires": later}
    return {
        "draft_record": draft,
        "lens": lens,
        "membership": Membership.objects.create(organisation=cast.valley, member=lens, kind="firm"),
        "waiver": Waiver.objects.create(
            organisation=cast.valley, programme="P", reason="R", given_by=cast.gao, until=date(2099, 1, 1)
        ),
        "record_claim": Claim.objects.create(organisation=lens, person=cast.carla, message="mine"),
        "invitation": Invitation.objects.create(email="carla@example.org", secret=checksum("s" * 20), **facts),
        "open_invitation": Invitation.objects.create(email="dora@example.org", secret=checksum("t" * 20), **facts),
        "import_batch": ImportBatch.objects.create(person=cast.gao, file="a.csv", state="submitted"),
        "stored_import": ImportBatch.objects.create(
            person=cast.gao, file="b.csv", state="submitted", stored=timezone.now()
        ),
        "ben": Acting.objects.get(person=cast.ben),
    }


def valley(**more: Any) -> Given:
    """Addresses of Valley Optics."""
    return lambda cast, things: (
        {"slug": cast.valley.slug} | {name: value(things) if callable(value) else value for name, value in more.items()}
    )


def numbered(name: str) -> Given:
    """The address of a thing by its number."""
    return lambda cast, things: {"number": things[name].pk}


def sends(**fields: Any) -> Given:
    """What a POST carries."""
    return lambda cast, things: fields


VERSION = {"version": 1}
ROWS: Rows = {
    "registry:directory": Row(get=EVERYBODY),
    "registry:export": Row(get=EVERYBODY, given=sends(format="csv")),
    # A page of an atlas asks for it, so that nobody has to sign in; here no region is asked for: there is nothing.
    "registry:here": Row(),
    "registry:offered-places": Row(get=EVERYBODY, given=lambda cast, things: {"kind": "region"}),
    "registry:register": Row(get=SIGNED_IN, post=SIGNED_IN, sent=sends(name="New", language="en", kind="firm")),
    "registry:claims": Row(get=ADMINISTRATOR),
    "registry:answer-claim": Row(
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        given=lambda cast, things: {"number": things["record_claim"].pk, "answer": "grant"},
    ),
    "registry:invitation": Row(
        get=frozenset({"carla"}), post=frozenset({"carla"}), given=lambda cast, things: {"secret": "s" * 20}
    ),
    "registry:imports": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "registry:import": Row(get=ADMINISTRATOR, post=ADMINISTRATOR, given=numbered("import_batch")),
    "registry:store-import": Row(post=ADMINISTRATOR, given=numbered("import_batch")),
    "registry:undo-import": Row(post=ADMINISTRATOR, given=numbered("stored_import")),
    "registry:organisation": Row(get=EVERYBODY, given=valley()),
    "registry:organisation#draft": Row(get=MANAGER, given=lambda cast, things: {"slug": things["draft_record"].slug}),
    "registry:edit": Row(get=MANAGER, given=valley()),
    "registry:edit-names": Row(
        get=MANAGER, post=MANAGER, given=valley(), sent=sends(en="Valley", first="en", **VERSION)
    ),
    "registry:edit-profile": Row(get=MANAGER, post=MANAGER, given=valley(), sent=sends(kind="firm", **VERSION)),
    "registry:edit-places": Row(get=MANAGER, post=MANAGER, given=valley(), sent=sends(**VERSION)),
    "registry:edit-work": Row(get=MANAGER, post=MANAGER, given=valley(), sent=sends(**VERSION)),
    "registry:edit-resources": Row(get=MANAGER, post=MANAGER, given=valley(), sent=sends(**VERSION)),
    "registry:step": Row(get=MANAGER, post=MANAGER, given=valley(verb="close")),
    "registry:step#suspend": Row(
        get=ADMINISTRATOR, post=ADMINISTRATOR, given=valley(verb="suspend"), sent=sends(note="why")
    ),
    "registry:step#verify": Row(get=ADMINISTRATOR, post=ADMINISTRATOR, given=valley(verb="verify")),
    "registry:waiver": Row(
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        given=valley(),
        sent=sends(programme="P", reason="R", until="2099-01-01"),
    ),
    "registry:end-waiver": Row(post=ADMINISTRATOR, given=valley(number=lambda things: things["waiver"].pk)),
    "registry:claim": Row(get=SIGNED_IN, post=SIGNED_IN, given=valley(), sent=sends(message="mine")),
    "registry:people": Row(
        get=COLLEAGUES, post=MANAGER, given=valley(), sent=sends(email="new@example.org", role="member")
    ),
    "registry:change-role": Row(
        post=MANAGER, given=valley(number=lambda things: things["ben"].pk), sent=sends(role="manager")
    ),
    "registry:remove-person": Row(post=COLLEAGUES, given=valley(number=lambda things: things["ben"].pk)),
    "registry:withdraw-invitation": Row(post=MANAGER, given=valley(number=lambda things: things["open_invitation"].pk)),
    "registry:members": Row(get=MANAGER, post=MANAGER, given=valley(), sent=sends(member="ministry-of-economy")),
    "registry:end-membership": Row(post=MANAGER, given=valley(number=lambda things: things["membership"].pk)),
    "registry:services": Row(
        get=COLLEAGUES,
        post=COLLEAGUES,
        given=valley(),
        sent=sends(day="2026-01-05", service="training", hours="2", firms_helped="1", introductions="0"),
    ),
    "registry:evidence": Row(get=COLLEAGUES, post=MANAGER, given=valley()),
    "registry:history": Row(get=COLLEAGUES, given=valley()),
    "registry:merge": Row(get=ADMINISTRATOR, post=ADMINISTRATOR, given=valley()),
}
