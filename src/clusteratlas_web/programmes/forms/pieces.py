"""One form for each piece of a programme, made from its model, with labels and choices in the reader's words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import CodesText, DepartmentField, NamedField, PartField, codes_field
from clusteratlas_web.programmes.models import Piece, Programme
from clusteratlas_web.programmes.permissions import departments_of, may_lead
from clusteratlas_web.programmes.queries.pieces import PIECES, pieces_of
from clusteratlas_web.programmes.queries.programmes import visible
from clusteratlas_web.programmes.queries.questions import departments
from clusteratlas_web.programmes.words import CLUSTER, FIELDS, PARTNER, REGION
from clusteratlas_web.registry.forms.places import EITHER, Picker, place_code
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.words import KINDS, SIZES

FIELDS_OF: dict[str, tuple[str, ...]] = {
    "part": ("organisation", "part"),
    "role": ("of", "names", "dimension", "coding"),
    "instrument": (
        *("of", "role", "names", "about", "dimension", "coding"),
        *("for_kinds", "for_sizes", "for_regions", "for_clusters", "opens", "closes", "address"),
    ),
    "budget": ("department", "year", "years", "amount", "currency", "state", "region", "cluster", "source"),
    "phase": ("number", "names", "begins", "ends", "aim", "source"),
    "target": ("phase", "indicator", "unit", "value", "baseline", "due", "latest", "latest_on", "reached"),
    "succession": ("earlier", "kind", "year", "source"),
    "member": ("organisation", "name", "is_chair"),
    "meeting": ("held", "place", "subject"),
    "decision": ("meeting", "number", "text"),
    "place": ("kind", "code"),
    "indicator": ("names", "unit", "dimension", "source"),
}
TEXTS = ("names", "aim")
HELPS = {
    "part": said("One department leads. If another leads now, it becomes a partner."),
    "dimension": said("Which condition of the ecosystem it treats."),
    "coding": said("Who decided that, and from what."),
    "years": said("More than one where a source gives one sum for several years."),
    "opens": said("Without a first day it is not shown as open."),
    "closes": said("The last day; empty where it stays open."),
}
_AREAS = ("about", "text")


class PieceForm(forms.ModelForm):
    """The form of a piece: `facts` are what the action stores."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, person: Any, programme: Programme, kind: str, *args: Any, **options: Any) -> None:
        self.person, self.programme, self.kind = person, programme, kind
        super().__init__(*args, **options)
        if self.instance.pk is None and hasattr(type(self.instance), "programme_id"):
            self.instance.programme = programme
        if kind == "succession":
            self.instance.later = programme
        self.initial["version"] = self.instance.version
        for name in list(self.fields):
            self._dress(name)
        for name in [each for each in TEXTS if each in FIELDS_OF[kind]]:
            self._add_texts(name)
        self._choose()
        self.order_fields([*self._order(), "version"])

    def _order(self) -> list[str]:
        texts = {name: [f"{name}_{short}" for _, short in WRITTEN_IN] for name in TEXTS}
        return [each for name in FIELDS_OF[self.kind] for each in texts.get(name, [name])]

    def _dress(self, name: str) -> None:
        field = self.fields[name]
        field.label = gettext(FIELDS.get(name, name))
        if name in HELPS:
            field.help_text = gettext(HELPS[name])
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if name in _AREAS:
            field.widget = forms.Textarea(attrs={"rows": 4})
        pairs = getattr(self.instance._meta.get_field(name), "choices", None) if name != "version" else None
        if pairs and name != "currency":
            field.widget.choices = field.choices = choices(tuple(pairs), "" if field.required else said("not recorded"))  # type: ignore[attr-defined]

    def _add_texts(self, name: str) -> None:
        texts = getattr(self.instance, name) or {}
        for language, short in WRITTEN_IN:
            label = {"en": gettext("%(field)s in English"), "zh": gettext("%(field)s in Chinese")}[short]
            field = forms.CharField(max_length=200, required=False, label=label % {"field": gettext(FIELDS[name])})
            self.fields[f"{name}_{short}"] = field
            self.initial[f"{name}_{short}"] = texts.get(language, "")

    def _choose(self) -> None:
        """What there is to choose from: only what belongs to this programme, and for a partner only its own."""
        everything = bool(may_lead(self.person, self.programme))
        mine = Organisation.objects.filter(pk__in=departments_of(self.person).values("organisation"))
        parts = pieces_of(self.programme, "part").prefetch_related("organisation__names")
        if "of" in self.fields:
            own = parts if everything else parts.filter(organisation__in=mine)
            self.fields["of"] = PartField(own, label=gettext("Department"), empty_label=None)
        if "role" in self.fields:
            self.fields["role"] = NamedField(
                pieces_of(self.programme, "role"),
                required=False,
                label=gettext("Role it carries out"),
                empty_label=gettext("none of these"),
            )
        if "department" in self.fields:
            here = Organisation.objects.filter(parts__programme=self.programme).prefetch_related("names")
            own = here if everything else here.filter(pk__in=mine)
            self.fields["department"] = DepartmentField(
                own, required=not everything, label=gettext("Department"), empty_label=gettext("not recorded")
            )
        if "organisation" in self.fields:
            needed = self.kind == "part"
            self.fields["organisation"] = DepartmentField(
                departments(), required=needed, label=gettext("Department"), empty_label=gettext("none of these")
            )
        for name, kind in (("phase", "phase"), ("meeting", "meeting")):
            if name in self.fields:
                label = gettext(FIELDS[name])
                self.fields[name] = NamedField(pieces_of(self.programme, kind), label=label, empty_label=None)
        if "earlier" in self.fields:
            others = visible(self.person).exclude(pk=self.programme.pk).prefetch_related("names")
            self.fields["earlier"] = NamedField(others, label=gettext("Earlier programme"))
        self._choose_audience()

    def _choose_audience(self) -> None:
        for name, pairs in (("for_kinds", KINDS), ("for_sizes", SIZES)):
            if name in self.fields:
                self.fields[name] = forms.MultipleChoiceField(
                    choices=choices(pairs),
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    label=gettext(FIELDS[name]),
                    help_text=gettext("None chosen: for everybody."),
                )
        for name, kind in (("for_regions", REGION), ("for_clusters", CLUSTER)):
            if name in self.fields:
                self.fields[name] = codes_field(kind)
                self.fields[name].label = gettext(FIELDS[name])
        for name in (REGION, CLUSTER):
            if name in self.fields:
                self.fields[name] = CodesText(name, single=True, label=gettext(FIELDS[name]))
        if self.kind == "place":
            self.fields["code"].widget = Picker(EITHER, single=True)

    def clean(self) -> dict[str, Any]:
        """Texts in languages put together; the code of a place checked by its kind."""
        cleaned = super().clean() or self.cleaned_data
        for name in [each for each in TEXTS if each in FIELDS_OF[self.kind]]:
            texts = {language: cleaned.get(f"{name}_{short}", "").strip() for language, short in WRITTEN_IN}
            cleaned[name] = {language: text for language, text in texts.items() if text}
            if name == "names" and not cleaned[name]:
                self.add_error("names_en", gettext("It needs a name in one language at least."))
            setattr(self.instance, name, cleaned[name])
        if self.kind == "place" and cleaned.get("kind") and cleaned.get("code"):
            try:
                cleaned["code"] = place_code(cleaned["kind"], cleaned["code"])
            except ValidationError as wrong:
                self.add_error("code", wrong)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        return {name: self.cleaned_data[name] for name in FIELDS_OF[self.kind]}


def piece_form(
    person: Any, programme: Programme, kind: str, instance: Piece | None = None, data: Any = None
) -> PieceForm:
    """The form of a kind of piece, filled from an instance or from what was sent."""
    fields = [name for name in FIELDS_OF[kind] if name not in TEXTS]
    made = forms.modelform_factory(PIECES[kind], form=PieceForm, fields=fields, formfield_callback=_field)
    new = instance or PIECES[kind]()
    if instance is None and kind == "part":
        new.part = PARTNER  # type: ignore[attr-defined]
    return made(person, programme, kind, data, instance=new)  # type: ignore[no-any-return]


def _field(field: Any, **options: Any) -> Any:
    """The form's field of a model's field; an address without a scheme is one of https."""
    return field.formfield(**options | ({"assume_scheme": "https"} if isinstance(field, models.URLField) else {}))
