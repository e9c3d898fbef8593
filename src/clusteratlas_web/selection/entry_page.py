"""The body of an application as pages show it: to its makers, to officers, and to the jury with names hidden or not."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.uploads import megabytes
from clusteratlas_web.programmes.named import Named, organisation_name, place_named
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.selection.models import Criterion, Entry, Partner
from clusteratlas_web.selection.permissions import may_read_as_applicant
from clusteratlas_web.selection.queries.applications import letters_of
from clusteratlas_web.selection.queries.eligibility import kind_word
from clusteratlas_web.selection.queries.evidence import Evidence, evidence_of
from clusteratlas_web.selection.queries.reviewing import names_shown_to
from clusteratlas_web.selection.words import BUDGET, CONSORTIUM, EVIDENCE, FILES, LETTERS, STATEMENTS
from clusteratlas_web.selection.written import Amount, Share

HIDDEN = said(
    "Names of the applicant and its partners are hidden here, also in the names of files, because this round is judged "
    "without them. What applicants write themselves, and what stands in their files, is not changed."
)


@dataclass(frozen=True)
class Paper:
    """A file as a page offers it: what it is called there, where it is, how large it is."""

    label: str
    address: str
    size: str


@dataclass(frozen=True)
class Said:
    """A criterion with what the applicant says on it."""

    criterion: Criterion
    text: str


@dataclass(frozen=True)
class Row:
    """An organisation of the consortium as a table has it."""

    partner: Partner
    named: Named
    kind: str
    amounts: list[Amount]
    letters: list[Paper]


@dataclass(frozen=True)
class Body:
    """Everything an application hands in for a round."""

    entry: Entry
    applicant: Named
    region: Named | None
    cluster: Named | None
    hidden: str
    statements: list[Said]
    rows: list[Row]
    totals: list[Amount]
    matching: Share | None
    evidence: Evidence | None
    files: list[Paper]
    asks: dict[str, bool] = field(default_factory=dict)


def entry_body(entry: Entry, person: Any) -> dict[str, Any]:
    """The context of `selection/_entry_body.html` for somebody who may read the entry."""
    shows = bool(may_read_as_applicant(person, entry)) or names_shown_to(person, entry.round)
    letters = letters_of(entry)
    rows = [_row(entry, number, each, letters[each.pk], shows) for number, each in _numbered(entry.partners.all())]
    asks = {part: part in entry.round.asks for part in (STATEMENTS, CONSORTIUM, BUDGET, LETTERS, EVIDENCE, FILES)}
    application = entry.application
    body = Body(
        entry=entry,
        applicant=applicant_named(entry, shows),
        region=place_named(REGION, application.region) if application.region else None,
        cluster=place_named(CLUSTER, application.cluster) if application.cluster else None,
        hidden="" if shows else gettext(HIDDEN),
        statements=_statements(entry),
        rows=rows,
        totals=_totals(entry),
        matching=_matching(entry),
        evidence=evidence_of(entry),
        files=_files(entry, shows),
        asks=asks | {"organisations": bool(rows) and (asks[CONSORTIUM] or asks[BUDGET] or asks[LETTERS])},
    )
    return {"body": body}


def applicant_named(entry: Entry, shows: bool) -> Named:
    """Who applies, with its page; by the number of the application where names are hidden."""
    organisation = entry.application.organisation
    if not shows:
        return Named(gettext("Application %(number)s") % {"number": entry.application.number})
    return organisation_named(organisation)


def organisation_named(organisation: Any) -> Named:
    """An organisation with its page, where everybody sees it."""
    address = reverse("registry:organisation", args=(organisation.slug,)) if organisation.is_public else ""
    return Named(organisation_name(organisation), address)


def paper_name(entry: Entry, file: PrivateFile) -> str:
    """What a file is called where names are hidden: by application, and by its place among the files."""
    ending = file.name[file.name.rfind(".") :].lower() if "." in file.name else ""
    return f"application-{entry.application.number}-file-{file.pk}{ending}"


def _numbered(things: Any) -> list[tuple[int, Any]]:
    return list(enumerate(things, start=1))


def _statements(entry: Entry) -> list[Said]:
    texts = {each.criterion_id: each.text for each in entry.statements.all()}
    return [Said(each, texts.get(each.pk, "")) for each in entry.round.criteria.all()]


def _row(entry: Entry, number: int, partner: Partner, letters: list[PrivateFile], shows: bool) -> Row:
    label = gettext("Letter of commitment")
    return Row(
        partner=partner,
        named=_partner_named(partner, number, shows),
        kind=kind_word(partner.organisation.kind if partner.organisation else partner.kind),
        amounts=_amounts(entry, partner.requested, partner.matching_private, partner.matching_public),
        letters=[_paper(entry, each, each.name if shows else label) for each in letters],
    )


def _partner_named(partner: Partner, number: int, shows: bool) -> Named:
    if not shows:
        return Named(gettext("Lead") if partner.is_lead else gettext("Partner %(number)s") % {"number": number})
    if partner.organisation is None:
        return Named(partner.name)
    return organisation_named(partner.organisation)


def _totals(entry: Entry) -> list[Amount]:
    rows = list(entry.partners.all())
    sums = [sum(getattr(each, name) for each in rows) for name in ("requested", "matching_private", "matching_public")]
    return _amounts(entry, *sums)


def _amounts(entry: Entry, *values: Any) -> list[Amount]:
    return [Amount(value, entry.call.currency) for value in values]


def _matching(entry: Entry) -> Share | None:
    """The share of the whole budget that the partners bring; nothing where there is no budget."""
    requested, private, public = (each.value for each in _totals(entry))
    whole = requested + private + public
    return Share(float((private + public) / whole)) if whole else None


def _files(entry: Entry, shows: bool) -> list[Paper]:
    label = gettext("File %(number)s")
    found = _numbered(files_of(entry))
    return [_paper(entry, each, each.name if shows else label % {"number": number}) for number, each in found]


def _paper(entry: Entry, file: PrivateFile, label: str) -> Paper:
    place = (entry.call.slug, entry.round.number, entry.application.number, file.pk)
    return Paper(label, reverse("selection:entry-file", args=place), megabytes(file.size))
