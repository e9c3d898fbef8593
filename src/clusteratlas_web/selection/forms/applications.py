"""The forms of an application: starting it, its plan, statements, partners, evidence, files and declarations."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import CodesText, DepartmentField
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.queries.finding import find_one
from clusteratlas_web.registry.words import KINDS
from clusteratlas_web.selection.editions import standing_editions
from clusteratlas_web.selection.eligibility import DECLARED
from clusteratlas_web.selection.models import Entry, Partner
from clusteratlas_web.selection.queries.applications import organisations_that_apply
from clusteratlas_web.selection.queries.eligibility import asked_in

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_STATEMENT = 200, 5_000, 20_000
AMOUNTS = ("requested", "matching_private", "matching_public")


class StartForm(forms.Form):
    """Who applies, and with what title."""

    title = forms.CharField(max_length=LONGEST_TITLE)

    def __init__(self, person: Any, hides_names: bool, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        mine = organisations_that_apply(person)
        self.fields["organisation"] = DepartmentField(mine, label=gettext("You apply for"), empty_label=None)
        self.fields["title"].label = gettext("Title")
        self.fields["title"].help_text = title_help(hides_names)
        self.order_fields(["organisation", "title"])


class PlanForm(forms.Form):
    """Title, summary, and where the plan is at home."""

    title = forms.CharField(max_length=LONGEST_TITLE)
    summary = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), max_length=LONGEST_SUMMARY, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        application = entry.application
        facts = {name: getattr(application, name) for name in ("title", "summary", "region", "cluster")}
        super().__init__(data, initial=facts | {"version": entry.version})
        self.fields["title"].label = gettext("Title")
        self.fields["title"].help_text = title_help(not entry.round.shows_applicants)
        self.fields["summary"].label = gettext("Summary")
        self.fields["region"] = CodesText(REGION, single=True, label=gettext("Region"), help_text=region_help())
        self.fields["cluster"] = CodesText(CLUSTER, single=True, label=gettext("Cluster"), help_text=cluster_help())

    @property
    def facts(self) -> dict[str, str]:
        """What the action stores."""
        return {name: self.cleaned_data[name] for name in ("title", "summary", "region", "cluster")}


class StatementsForm(forms.Form):
    """What is said on each criterion."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        texts = {each.criterion_id: each.text for each in entry.statements.all()}
        self.criteria = {f"criterion_{each.pk}": each for each in entry.round.criteria.all()}
        initial = {name: texts.get(each.pk, "") for name, each in self.criteria.items()}
        super().__init__(data, initial=initial | {"version": entry.version})
        for name, each in self.criteria.items():
            area = forms.Textarea(attrs={"rows": 8})
            field = forms.CharField(widget=area, max_length=LONGEST_STATEMENT, required=False, label=str(each.name))
            field.help_text = criterion_help(each)
            self.fields[name] = field

    @property
    def texts(self) -> dict[Any, str]:
        """The statements by criterion."""
        return {each: self.cleaned_data[name] for name, each in self.criteria.items()}


class PartnerForm(forms.Form):
    """An organisation of the consortium: registered here or named, its role, its part of the budget, its letter."""

    organisation = forms.CharField(max_length=200, required=False)
    name = forms.CharField(max_length=200, required=False)
    role = forms.CharField(max_length=200, required=False)
    letter = forms.FileField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, person: Any, entry: Entry, partner: Partner | None, data: Any = None, files: Any = None) -> None:
        self.person, self.partner = person, partner
        super().__init__(data, files, initial=_partner_initial(partner))
        self._label()
        for name, label in zip(AMOUNTS, amount_labels(entry.call.currency), strict=True):
            self.fields[name] = forms.DecimalField(
                max_digits=14, decimal_places=2, min_value=0, required=False, label=label
            )
        self.fields["kind"] = forms.ChoiceField(choices=choices(KINDS, "not recorded"), required=False)
        self.fields["kind"].label = gettext("Kind, where it is not registered here")
        if partner is not None and partner.is_lead:
            for name in ("organisation", "name", "kind", "letter"):
                del self.fields[name]
        self.order_fields(["organisation", "name", "kind", "role", *AMOUNTS, "letter"])

    def _label(self) -> None:
        fields = self.fields
        fields["organisation"].label = gettext("Organisation")
        fields["organisation"].help_text = gettext("By its name or its address on this platform.")
        fields["name"].label = gettext("Name, where it is not registered here")
        fields["role"].label = gettext("Role in the consortium")
        fields["letter"].label = gettext("Letter of commitment")
        fields["letter"].help_text = gettext("A PDF, picture or document. A new one takes the place of the one before.")

    def clean_organisation(self) -> Any:
        """The registered organisation that the text means."""
        text = self.cleaned_data["organisation"].strip()
        found = find_one(self.person, text) if text else None
        if text and found is None:
            unknown = gettext(
                "No organisation here is called “%(text)s”, or several are. Write its name below instead."
            )
            raise ValidationError(unknown % {"text": text})
        return found

    def clean(self) -> dict[str, Any]:
        """Somebody it has to be."""
        cleaned = super().clean() or self.cleaned_data
        if "name" in self.fields and not self.errors and not cleaned.get("organisation") and not cleaned.get("name"):
            self.add_error("organisation", gettext("Choose an organisation, or write the name of one."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores; a registered organisation needs no other name."""
        sent = self.cleaned_data
        facts = {"role": sent["role"]} | {name: sent[name] or Decimal(0) for name in AMOUNTS}
        if "name" not in self.fields:
            return facts
        named = {} if sent["organisation"] else {"name": sent["name"], "kind": sent["kind"]}
        return facts | {"organisation": sent["organisation"], "name": "", "kind": ""} | named


class EvidenceForm(forms.Form):
    """A cluster in a region, in an edition."""

    def __init__(self, entry: Entry, data: Any = None) -> None:
        sheet = getattr(entry, "evidence", None)
        editions = standing_editions()
        super().__init__(data, initial=_sheet_initial(entry, sheet, editions))
        self.fields["region"] = CodesText(REGION, single=True, required=True, label=gettext("Region"))
        self.fields["region"].help_text = region_help()
        self.fields["cluster"] = CodesText(CLUSTER, single=True, required=True, label=gettext("Cluster"))
        self.fields["cluster"].help_text = cluster_help()
        offered = [(each.key, _edition_label(each.key, each.is_current)) for each in editions]
        self.fields["edition"] = forms.ChoiceField(choices=offered, label=gettext("Edition"))
        self.fields["edition"].help_text = gettext(
            "The figures will be read from this edition for as long as the application is kept, whatever comes later."
        )

    @property
    def code(self) -> str:
        """The code of the cluster in its atlas."""
        return str(self.cleaned_data["cluster"]).partition("/")[2]


class FileForm(forms.Form):
    """One more file."""

    file = forms.FileField()

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"].label = gettext("File")
        self.fields["file"].help_text = gettext("PDF, PNG, JPEG, CSV, TXT, XLSX or DOCX, at most 20 MB.")


class DeclareForm(forms.Form):
    """What the applicant declares."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        super().__init__(data, initial={"version": entry.version})
        self.numbers = {f"condition_{each.number}": each for each in asked_in(entry.round) if each.kind == DECLARED}
        for name, each in self.numbers.items():
            declared = each.number in entry.declared
            self.fields[name] = forms.BooleanField(required=False, label=each.text, initial=declared)

    @property
    def declared(self) -> list[int]:
        """The numbers of the conditions that are declared."""
        return [each.number or 0 for name, each in self.numbers.items() if self.cleaned_data[name]]


def title_help(hides_names: bool) -> str:
    """What a title should not say where names are hidden from the jury."""
    if not hides_names:
        return ""
    return gettext("The jury reads this round without names: do not name yourselves in title, summary or statements.")


def criterion_help(criterion: Any) -> str:
    """What a criterion is about, and what evidence it expects."""
    from clusteratlas_web.foundation.names import in_words

    parts = [str(in_words(criterion.about)), str(in_words(criterion.evidence))]
    return " ".join(part for part in parts if part)


def amount_labels(currency: str) -> list[str]:
    """What the three amounts of a partner are called, with the currency."""
    labels = [gettext("Asked for"), gettext("Brought, private money"), gettext("Brought, public money")]
    return [
        gettext("%(label)s in %(currency)s") % {"label": each, "currency": currency} if currency else each
        for each in labels
    ]


def region_help() -> str:
    """How a region is written."""
    return gettext("By name or code, such as us-metro-48620.")


def cluster_help() -> str:
    """How a cluster is written."""
    return gettext("By name or by atlas and code, such as us/aerospace-vehicles-and-defense.")


def _partner_initial(partner: Partner | None) -> dict[str, Any]:
    if partner is None:
        return {}
    facts = {name: getattr(partner, name) for name in ("name", "kind", "role", "version", *AMOUNTS)}
    return facts | {"organisation": partner.organisation.slug if partner.organisation else ""}


def _sheet_initial(entry: Entry, sheet: Any, editions: list[Any]) -> dict[str, str]:
    if sheet is not None:
        return {
            "region": sheet.region,
            "cluster": f"{sheet.atlas}/{sheet.cluster}",
            "edition": f"{sheet.atlas}/{sheet.edition}",
        }
    return {
        "region": entry.application.region,
        "cluster": entry.application.cluster,
        "edition": next((each.key for each in editions if each.is_current), ""),
    }


def _edition_label(key: str, is_current: bool) -> str:
    name = key.replace("/", "-")
    return gettext("%(edition)s, the current one") % {"edition": name} if is_current else name
