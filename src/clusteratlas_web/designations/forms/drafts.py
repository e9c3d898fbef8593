"""The forms of drafts: which scheme it is made from, its texts and its clock, a level, an indicator with its bounds."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.designations.forms.fields import Worded, name_fields, texts_of
from clusteratlas_web.designations.models import Scheme, SchemeDraft
from clusteratlas_web.designations.plans import BOUNDS, Plan, indicator_in, level_in
from clusteratlas_web.designations.words import (
    DIRECTIONS,
    EDITION,
    KINDS,
    NUMBER,
    ORIGINS,
    REGISTRY,
    RULES,
    SERVICES,
    VALUES,
)
from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.foundation.wording import choices, worded
from clusteratlas_web.programmes.models.programme import in_words
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.programmes.permissions import departments_of
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.words import AGENCY
from clusteratlas_web.selection.forms.fields import zones

# Where a value is read from, as queries.prefill finds them.
PREFILLS = {
    REGISTRY: (
        *("staff", "members", "member-kinds", "firm-share", "age", "services", "page"),
        *("public-share", "earned-share", "dues-share"),
    ),
    SERVICES: ("hours", "firms", "introductions"),
    EDITION: ("jobs", "location-quotient", "rank", "growth", "rank-share"),
}
MONTHS = ("valid_months", "review_months", "before_least_months", "before_most_months")
COUNTS = ("experts", "foreign_experts", "visit_days", "improvements_first", "improvements_renewal")


class DepartmentField(forms.ModelChoiceField):
    """A department by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name in the reader's language."""
        return str(organisation_name(obj))


class SchemeField(forms.ModelChoiceField):
    """A scheme by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name in the reader's language."""
        return str(obj.name)


class NewDraftForm(Worded):
    """From which scheme, for which department, under which name."""

    def __init__(self, person: Any, origin: Scheme | None, data: Any = None) -> None:
        super().__init__(data, initial={"origin": origin})
        self.fields["origin"] = SchemeField(Scheme.objects.all(), label=gettext("Made from"))
        self.fields["department"] = DepartmentField(departments_that(person), label=gettext("Department"))
        name_fields(self, "names", gettext("Name"), required=True)

    @property
    def names(self) -> dict[str, str]:
        """What it is called."""
        return texts_of(self, "names")


def departments_that(person: Any) -> Any:
    """The departments that a person drafts for; all of them for an administrator."""
    rows = Organisation.objects.filter(kind=AGENCY, merged_into=None).prefetch_related("names")
    if is_administrator(person):
        return rows
    return rows.filter(pk__in=departments_of(person).values("organisation"))


class DraftForm(Worded):
    """A form that edits a draft: it carries the version it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, draft: SchemeDraft, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial={"version": draft.version} | initial)

    def texts(self, name: str, label: str, stored: dict[str, str], rows: int = 0, required: bool = False) -> None:
        """A text in each language with what is stored."""
        name_fields(self, name, label, rows, required)
        for language, short in WRITTEN_IN:
            self.initial[f"{name}_{short}"] = stored.get(language, "")


class HeadForm(DraftForm):
    """What a scheme is called, what it is about, its clock, how long what expired can be renewed."""

    def __init__(self, draft: SchemeDraft, data: Any = None) -> None:
        plan = draft.plan
        kept = {name: plan.get(name) for name in ("kind", "country", "time_zone", "grace_months", "source")}
        super().__init__(draft, data, **kept)
        self.texts("names", gettext("Name"), plan.get("names", {}), required=True)
        self.texts("about", gettext("About"), plan.get("about", {}), rows=4)
        self.fields["kind"] = forms.ChoiceField(choices=choices(KINDS), label=gettext("Kind"))
        self.fields["country"] = forms.CharField(max_length=2, required=False, label=gettext("Country or union"))
        self.fields["time_zone"] = forms.ChoiceField(choices=zones(), label=gettext("Clock"))
        self.fields["grace_months"] = forms.IntegerField(
            min_value=0, max_value=120, label=gettext("Months in which what expired can be renewed")
        )
        self.fields["source"] = forms.CharField(max_length=300, required=False, label=gettext("Source"))

    @property
    def facts(self) -> dict[str, Any]:
        """What the plan keeps."""
        sent = {name: self.cleaned_data[name] for name in ("kind", "country", "time_zone", "grace_months", "source")}
        return sent | {name: texts_of(self, name) for name in ("names", "about")}


class LevelForm(DraftForm):
    """A level: its term, how it is passed, what it takes of experts, visits and improvements."""

    def __init__(self, draft: SchemeDraft, code: str = "", data: Any = None) -> None:
        plan, stored = draft.plan, level_in(draft.plan, code) or {}
        self.code, self.taken = code, [each["code"] for each in plan["levels"]]
        names = ("rule", "least_total", "before", "becomes", *MONTHS, *COUNTS)
        super().__init__(draft, data, **{name: stored.get(name) for name in names})
        self.texts("names", gettext("Name"), stored.get("names", {}), required=True)
        self.texts("about", gettext("About"), stored.get("about", {}), rows=3)
        self.fields["rule"] = forms.ChoiceField(
            choices=choices(RULES, gettext("without indicators")), required=False, label=gettext("Passed when")
        )
        self.fields["least_total"] = forms.DecimalField(
            min_value=0, max_value=1, max_digits=4, decimal_places=3, required=False
        )
        self.fields["least_total"].label = gettext("Least total")
        self.fields["least_total"].help_text = gettext("A share of all points, 0 to 1.")
        for name, label in _level_labels().items():
            most = 600 if name in MONTHS else 100
            self.fields[name] = forms.IntegerField(min_value=0, max_value=most, required=False, label=label)
        for name in ("valid_months", "review_months"):
            self.fields[name].min_value = 1  # type: ignore[attr-defined]
            self.fields[name].validators.append(forms.IntegerField(min_value=1).validators[0])
        others = [(each["code"], _called(each)) for each in plan["levels"] if each["code"] != code]
        for name, label in (("before", gettext("Needs before")), ("becomes", gettext("When confirmed it becomes"))):
            offered = [("", gettext("none")), *others]
            self.fields[name] = forms.ChoiceField(choices=offered, required=False, label=label)

    def clean(self) -> dict[str, Any]:
        """Foreign experts are experts; months before are a range."""
        cleaned = super().clean()
        if (cleaned.get("foreign_experts") or 0) > (cleaned.get("experts") or 0):
            self.add_error("foreign_experts", gettext("There are not so many experts."))
        least, most = cleaned.get("before_least_months"), cleaned.get("before_most_months")
        if least is not None and most is not None and most < least:
            self.add_error("before_most_months", gettext("It ends before it begins."))
        return cleaned

    @property
    def new_code(self) -> str:
        """The code of the level; one that is free for a new one."""
        return self.code or _free(self.cleaned_data.get("names_en") or "level", [*self.taken, *RESERVED])

    @property
    def facts(self) -> dict[str, Any]:
        """What the plan keeps."""
        sent = self.cleaned_data
        total = sent["least_total"]
        facts = {name: sent[name] for name in ("rule", "before", "becomes", *MONTHS)}
        facts |= {name: sent[name] or 0 for name in COUNTS} | {"least_total": None if total is None else f"{total:f}"}
        return facts | {name: texts_of(self, name) for name in ("names", "about")}


RESERVED = ("new", "versions", "revise", "draft")  # what stands in addresses beside levels


class IndicatorForm(DraftForm):
    """An indicator: what it asks, where its value comes from, which evidence, and its bounds at each level."""

    def __init__(self, draft: SchemeDraft, code: str = "", data: Any = None) -> None:
        self.plan: Plan = draft.plan
        stored = indicator_in(self.plan, code) or {}
        self.code, self.taken = code, [each["code"] for each in self.plan["indicators"]]
        kept = {name: stored.get(name) for name in ("kind", "direction", "prefill", "low", "high", "group")}
        super().__init__(draft, data, **kept)
        self.texts("names", gettext("Name"), stored.get("names", {}), required=True)
        self.texts("unit", gettext("Unit"), stored.get("unit", {}))
        self.fields["kind"] = forms.ChoiceField(choices=choices(VALUES), initial=NUMBER, label=gettext("Kind"))
        self.fields["direction"] = forms.ChoiceField(choices=choices(DIRECTIONS), label=gettext("Direction"))
        self.fields["low"] = forms.IntegerField(required=False, label=gettext("Scale from"))
        self.fields["high"] = forms.IntegerField(required=False, label=gettext("Scale to"))
        self.texts("evidence", gettext("Evidence expected"), stored.get("evidence", {}))
        self.fields["prefill"] = forms.ChoiceField(choices=prefills(), required=False, label=gettext("Taken from"))
        self._add_group()
        self._add_bounds(stored.get("levels", {}))

    def _add_group(self) -> None:
        offered = [(str(at), _called(each)) for at, each in enumerate(self.plan["groups"])]
        new = [("", gettext("a new one, named below"))]
        self.fields["group"] = forms.ChoiceField(choices=[*offered, *new], required=False, label=gettext("Group"))
        self.texts("group_names", gettext("New group"), {})

    def _add_bounds(self, stored: dict[str, dict[str, str]]) -> None:
        labels = bound_labels()
        self.levels = [each for each in self.plan["levels"] if each.get("rule")]
        for level in self.levels:
            code = level["code"]
            asked = forms.BooleanField(required=False, initial=code in stored)
            asked.label = gettext("Asked at “%(level)s”") % {"level": _called(level)}
            self.fields[f"asked_{code}"] = asked
            for name in BOUNDS:
                bound = forms.DecimalField(required=False, max_digits=14, decimal_places=4)
                bound.label, bound.initial = labels[name], stored.get(code, {}).get(name)
                self.fields[f"{name}_{code}"] = bound

    @property
    def plain(self) -> list[Any]:
        """The fields of the indicator itself."""
        own = {f"{name}_{each['code']}" for each in self.levels for name in ("asked", *BOUNDS)}
        return [self[name] for name in self.fields if name not in own and not self[name].is_hidden]

    @property
    def by_level(self) -> list[tuple[Any, list[Any]]]:
        """For each level whether it is asked, and its bounds."""
        return [(self[f"asked_{c}"], [self[f"{n}_{c}"] for n in BOUNDS]) for c in (e["code"] for e in self.levels)]

    def clean(self) -> dict[str, Any]:
        """A group; asked at one level at least."""
        cleaned = super().clean()
        if not cleaned.get("group") and not texts_of(self, "group_names"):
            self.add_error("group", gettext("Choose a group, or name a new one."))
        if not any(cleaned.get(f"asked_{each['code']}") for each in self.levels):
            self.add_error(None, gettext("Ask for it at one level at least."))
        return cleaned

    @property
    def new_code(self) -> str:
        """The code of the indicator; one that is free for a new one."""
        return self.code or _free(self.cleaned_data.get("names_en") or "indicator", [*self.taken, *RESERVED])

    @property
    def group_names(self) -> dict[str, str]:
        """What a new group is called."""
        return texts_of(self, "group_names")

    @property
    def facts(self) -> dict[str, Any]:
        """What the plan keeps, besides the group."""
        sent = self.cleaned_data
        asked = [each["code"] for each in self.levels if sent.get(f"asked_{each['code']}")]
        bounds = {code: self._bounds_at(code) for code in asked}
        facts = {name: sent[name] for name in ("kind", "direction", "prefill", "low", "high")}
        return facts | {name: texts_of(self, name) for name in ("names", "unit", "evidence")} | {"levels": bounds}

    def _bounds_at(self, code: str) -> dict[str, str]:
        given = {name: self.cleaned_data.get(f"{name}_{code}") for name in BOUNDS}
        return {name: f"{value:f}" for name, value in given.items() if value is not None}


def bound_labels() -> dict[str, str]:
    """What the bounds of an indicator are called."""
    return {
        "baseline": gettext("Baseline"),
        "threshold": gettext("Threshold"),
        "floor": gettext("No points at"),
        "target": gettext("All points at"),
        "points": gettext("Points"),
    }


def prefills() -> list[Any]:
    """Where a value can be read from, by the place."""
    words = {place: worded(ORIGINS, place) for place in PREFILLS}
    return [
        ("", gettext("entered by the organisation")),
        *((words[place], [(f"{place}:{name}", name) for name in names]) for place, names in PREFILLS.items()),
    ]


def _level_labels() -> dict[str, str]:
    return {
        "valid_months": gettext("Valid for, months"),
        "review_months": gettext("Reviewed after, months"),
        "before_least_months": gettext("Held before for at least, months"),
        "before_most_months": gettext("Held before for at most, months"),
        "experts": gettext("Experts"),
        "foreign_experts": gettext("of whom from another country"),
        "visit_days": gettext("Days of a visit by each expert"),
        "improvements_first": gettext("Improvements before it is granted"),
        "improvements_renewal": gettext("Improvements at renewal"),
    }


def _called(piece: dict[str, Any]) -> str:
    return str(in_words(piece.get("names", {}), piece.get("code", "")))


def _free(name: str, taken: list[str]) -> str:
    base = slugify(name)[:34] or "piece"
    return next(each for each in (base, *(f"{base}-{n}" for n in range(2, 1000))) if each not in taken)
