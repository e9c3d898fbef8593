"""Forms about what a record says: registration, names, profile, places, work, resources."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from clusteratlas_web.foundation.places import is_industry, nearest_industry
from clusteratlas_web.registry.actions.editing import Funding, Resources, Work
from clusteratlas_web.registry.actions.registering import Registration
from clusteratlas_web.registry.forms.choices import Lines, Version, spoken
from clusteratlas_web.registry.forms.places import CLUSTER, REGION, PlacesField
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.words import ACTIVITIES, KINDS, SECTORS, SERVICES, SIZES

BLANK_YEARS = 2  # empty rows of funding that a form offers


def _country() -> forms.CharField:
    return forms.RegexField(
        "^[A-Za-z]{2}$",
        label=_("Country"),
        required=False,
        help_text=_("The code of two letters: DE, US, CN."),
        error_messages={"invalid": _("This is not a code of two letters.")},
        max_length=2,
    )


def _web() -> forms.URLField:
    return forms.URLField(
        label=_("Web"), required=False, assume_scheme="https", help_text=_("A page that everybody can read.")
    )


class RegisterForm(forms.Form):
    """Registers an organisation."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As the organisation calls itself."))
    language = forms.ChoiceField(label=_("Language of the name"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=spoken(KINDS))
    country = _country()
    web = _web()
    is_another = forms.BooleanField(label=_("It is another organisation. Register it."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("language", get_language())
        super().__init__(*args, **kwargs)

    def registration(self) -> Registration:
        """What is registered."""
        data = self.cleaned_data
        return Registration(data["name"], data["language"], data["kind"], data["country"].upper(), data["web"])


class NamesForm(forms.Form):
    """The names of an organisation."""

    version = Version()
    first = forms.ChoiceField(label=_("It calls itself by"), help_text=_("This name comes first, and sorts it."))
    own = forms.CharField(label=_("Name in its own language"), max_length=200, required=False)
    own_language = forms.RegexField(
        "^[a-z]{2,3}(-[a-z]{2,8})?$",
        label=_("Its own language"),
        required=False,
        help_text=_("If it is neither English nor Chinese, the code: de, ja."),
    )
    aliases = Lines(label=_("Also known as"), help_text=_("One name a line."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            code: forms.CharField(label=_("Name in %(language)s") % {"language": label}, max_length=200, required=False)
            for code, label in settings.LANGUAGES
        }
        self.fields = {"version": self.fields["version"]} | names | self.fields
        self.fields["first"].choices = [*settings.LANGUAGES, ("own", _("its own language"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """At least one name, and of the own one its language."""
        data = super().clean() or {}
        if data.get("own") and not data.get("own_language"):
            self.add_error("own_language", _("Which language is that?"))
        if not self.names():
            self.add_error(settings.LANGUAGE_CODE, _("Give it at least one name."))
        return data

    def names(self) -> dict[str, str]:
        """The names by language, the first one first."""
        data = self.cleaned_data
        given = {code: data.get(code, "") for code, _label in settings.LANGUAGES}
        own = data.get("own_language", "")
        if own and data.get("own"):
            given[own] = data["own"]
        first = own if data.get("first") == "own" else data.get("first", "")
        ordered = {first: given.get(first, "")} | given
        return {code: text for code, text in ordered.items() if text}

    @staticmethod
    def of(organisation: Organisation) -> dict[str, Any]:
        """What the form shows of a record."""
        names = list(organisation.names.all())
        known = dict(settings.LANGUAGES)
        own = next((name for name in names if name.language not in known), None)
        first = names[0].language if names else settings.LANGUAGE_CODE
        return {name.language: name.text for name in names if name.language in known} | {
            "first": first if first in known else "own",
            "own": own.text if own else "",
            "own_language": own.language if own else "",
            "aliases": [alias.text for alias in organisation.aliases.all()],
        }


class ProfileForm(forms.ModelForm):
    """What kind of organisation it is, and how to reach it."""

    version = Version()
    kind = forms.ChoiceField(label=_("Kind"), choices=spoken(KINDS))
    sector = forms.ChoiceField(label=_("Sector"), choices=spoken(SECTORS, _("not recorded")), required=False)
    size = forms.ChoiceField(label=_("Size"), choices=spoken(SIZES, _("not recorded")), required=False)
    country = _country()
    web = _web()
    founded = forms.IntegerField(label=_("Founded"), min_value=800, max_value=2200, required=False)
    about = forms.CharField(label=_("About"), widget=forms.Textarea, max_length=20_000, required=False)
    contact_is_public = forms.BooleanField(label=_("Everybody may see the contact"), required=False)

    class Meta:
        model = Organisation
        fields = (
            *("kind", "sector", "size", "legal_form", "country", "founded", "web", "about"),
            *("contact_name", "contact_email", "contact_phone", "contact_is_public"),
        )
        labels = {
            "legal_form": _("Legal form"),
            "contact_name": _("Contact person"),
            "contact_email": _("Contact e-mail"),
            "contact_phone": _("Contact telephone"),
        }
        help_texts = {
            "contact_name": _("Only those who act for it and administrators see it, unless you say otherwise.")
        }

    def clean_country(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["country"]).upper()


class PlacesForm(forms.Form):
    """Regions, clusters and industries, by code or by name."""

    version = Version()
    regions = PlacesField(REGION, label=_("Regions"), help_text=_("By name or code, the seat first: Wichita, KS."))
    clusters = PlacesField(CLUSTER, label=_("Clusters"), help_text=_("By name, or by atlas and code."))
    industries = Lines(label=_("Industries"), help_text=_("One a line, classification and code: NAICS 336411."))

    def clean_industries(self) -> list[tuple[str, str]]:
        """Classification and code of each."""
        found, problems = [], []
        for line in self.cleaned_data["industries"]:
            try:
                found.append(_industry(line))
            except forms.ValidationError as problem:
                problems.append(problem)
        if problems:
            raise forms.ValidationError(problems)
        return found

    @staticmethod
    def of(organisation: Organisation) -> dict[str, Any]:
        """What the form shows of a record."""
        return {
            "regions": [each.region for each in organisation.regions.all()],
            "clusters": [each.key for each in organisation.clusters.all()],
            "industries": [str(each) for each in organisation.industries.all()],
        }


class WorkForm(forms.Form):
    """What an organisation does and can do."""

    version = Version()
    activities = forms.MultipleChoiceField(
        label=_("Activities"), choices=spoken(ACTIVITIES), widget=forms.CheckboxSelectMultiple, required=False
    )
    services = forms.MultipleChoiceField(
        label=_("Services"), choices=spoken(SERVICES), widget=forms.CheckboxSelectMultiple, required=False
    )
    capabilities = Lines(label=_("Capabilities"), help_text=_("What others may look for, one a line: laser welding."))
    certificates = Lines(
        label=_("Certificates"), longest=420, help_text=_("One a line: title; issuer; last day, such as 2027-12-31.")
    )

    def clean_certificates(self) -> list[tuple[str, str, Any]]:
        """Title, issuer and last day of each."""
        return [_certificate(line) for line in self.cleaned_data["certificates"]]

    def work(self) -> Work:
        """What is stored."""
        return Work(
            **{name: self.cleaned_data[name] for name in ("activities", "services", "capabilities", "certificates")}
        )

    @staticmethod
    def of(organisation: Organisation) -> dict[str, Any]:
        """What the form shows of a record."""
        return {
            "activities": [each.word for each in organisation.activities.all()],
            "services": [each.word for each in organisation.services.all()],
            "capabilities": [each.text for each in organisation.capabilities.all()],
            "certificates": [
                "; ".join(filter(None, (each.title, each.issuer, str(each.until or ""))))
                for each in organisation.certificates.all()
            ],
        }


class ResourcesForm(forms.Form):
    """Staff, members by kind, and where the money came from."""

    version = Version()
    staff_fte = forms.DecimalField(
        label=_("Staff"),
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text=_("In full-time equivalents: 0.5 is one person half of the time."),
    )

    def __init__(self, *args: Any, years: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = max(years, _posted_years(self.data)) + BLANK_YEARS
        self.years = min(self.years, 40)
        for kind, label in KINDS:
            self.fields[f"members_{kind}"] = forms.IntegerField(
                label=_(label), min_value=0, max_value=1_000_000, required=False
            )
        for at in range(self.years):
            for name, label in zip(_FUNDING, _FUNDING_HEADS, strict=True):
                least, most = (1900, 2200) if name == "year" else (0, 100)
                self.fields[f"{name}_{at}"] = forms.IntegerField(
                    label=label,
                    min_value=least,
                    max_value=most,
                    required=False,
                    widget=forms.NumberInput({"aria-label": label}),
                )

    @property
    def member_fields(self) -> list[Any]:
        """The numbers of members by kind."""
        return [self[f"members_{kind}"] for kind, _label in KINDS]

    @property
    def funding_rows(self) -> list[list[Any]]:
        """The years with their sources."""
        return [[self[f"{name}_{at}"] for name in _FUNDING] for at in range(self.years)]

    def clean(self) -> dict[str, Any]:
        """Every year once, its sources adding up to 100."""
        data = super().clean() or {}
        seen: set[int] = set()
        for at in range(self.years):
            year = data.get(f"year_{at}")
            parts = [data.get(f"{name}_{at}") for name in _FUNDING[1:]]
            if year is None and any(part is not None for part in parts):
                self.add_error(f"year_{at}", gettext("Which year is that?"))
            if year is None:
                continue
            if year in seen:
                self.add_error(f"year_{at}", gettext("This year stands here twice."))
            if sum(part or 0 for part in parts) != 100:
                self.add_error(f"year_{at}", gettext("The parts of %(year)s do not add up to 100.") % {"year": year})
            seen.add(year)
        return data

    def resources(self) -> Resources:
        """What is stored."""
        data = self.cleaned_data
        funding = [
            Funding(*(data[f"{name}_{at}"] or 0 for name in _FUNDING))
            for at in range(self.years)
            if data[f"year_{at}"] is not None
        ]
        declared = {kind: data[f"members_{kind}"] or 0 for kind, _label in KINDS}
        return Resources(data["staff_fte"], declared, funding)

    @staticmethod
    def of(organisation: Organisation) -> dict[str, Any]:
        """What the form shows of a record."""
        shown: dict[str, Any] = {"staff_fte": organisation.staff_fte}
        shown |= {f"members_{each.kind}": each.number for each in organisation.declared_members.all()}
        for at, each in enumerate(organisation.funding.all()):
            shown |= {f"{name}_{at}": getattr(each, name) for name in _FUNDING}
        return shown


_FUNDING = ("year", "public", "dues", "services", "projects")
_FUNDING_HEADS = (_("Year"), _("Public"), _("Dues"), _("Services"), _("Projects"))


def _posted_years(data: Any) -> int:
    """How many filled rows of funding were sent."""
    return sum(1 for name, value in data.items() if re.fullmatch(r"year_\d{1,2}", name) and value)


def _industry(line: str) -> tuple[str, str]:
    classification, _space, code = line.partition(" ")
    if code and is_industry(classification, code):
        return classification, code
    sentence = gettext(
        "“%(value)s” is not a classification and a code, such as NAICS 336411. The nearest is “%(nearest)s”."
    )
    nearest = f"{classification} {nearest_industry(classification, code)}".strip()
    raise forms.ValidationError(sentence % {"value": line, "nearest": nearest})


def _certificate(line: str) -> tuple[str, str, Any]:
    parts = [part.strip() for part in re.split("[;；]", line)]
    day = parts[-1] if len(parts) > 1 and re.fullmatch(r"\d{4}-\d{2}-\d{2}", parts[-1]) else ""
    if day:
        parts.pop()
    until = forms.DateField().clean(day) if day else None
    title, issuer = parts[0], "; ".join(parts[1:])
    return title[:200], issuer[:200], until
