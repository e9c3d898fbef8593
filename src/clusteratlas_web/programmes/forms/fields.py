"""Fields of the forms: texts in two languages, codes of regions and clusters, choices in the reader's words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from clusteratlas_web.foundation.places import (
    find_clusters,
    find_regions,
    is_cluster,
    is_region,
    nearest_cluster,
    nearest_region,
)
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.programmes.words import CLUSTER, REGION

LANGUAGES = (("en", "en"), ("zh-hans", "zh"))


class DepartmentField(forms.ModelChoiceField):
    """A department by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name in the language that is spoken."""
        return str(organisation_name(obj))


class NamedField(forms.ModelChoiceField):
    """Something that has a name in languages."""

    def label_from_instance(self, obj: Any) -> str:
        """The name in the language that is spoken."""
        return str(getattr(obj, "name", obj))


class PartField(forms.ModelChoiceField):
    """A part in a programme, by its department."""

    def label_from_instance(self, obj: Any) -> str:
        """The department's name."""
        return str(organisation_name(obj.organisation))


class CodesText(forms.CharField):
    """Codes or names of regions or clusters, one in a line; what nobody knows is refused with the nearest."""

    def __init__(self, kind: str, single: bool = False, **options: Any) -> None:
        self.kind, self.single = kind, single
        widget = forms.TextInput() if single else forms.Textarea(attrs={"rows": 3})
        super().__init__(**{"required": False, "widget": widget} | options)

    def prepare_value(self, value: Any) -> Any:
        """Codes in lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """The codes; one, or nothing, where only one is asked for."""
        text = super().clean(value)
        found = [place_code(self.kind, line) for line in text.splitlines() if line.strip()]
        return (found[0] if found else "") if self.single else tuple(dict.fromkeys(found))


def place_code(kind: str, text: str) -> str:
    """The code that a text means; raises ValidationError where it means none, or several."""
    wanted = text.strip()
    found = find_regions(wanted) if kind == REGION else find_clusters(wanted)
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        several = gettext("“%(text)s” can be any of these: %(codes)s. Write one of the codes.")
        raise ValidationError(several % {"text": wanted, "codes": ", ".join(found[:5])})
    atlas, _, cluster = wanted.partition("/")
    if is_region(wanted) if kind == REGION else (is_cluster(atlas, cluster)):
        return wanted
    nearest = nearest_region(wanted) if kind == REGION else nearest_cluster(wanted)
    unknown = gettext("No atlas here has “%(text)s”. The nearest is “%(nearest)s”.")
    raise ValidationError(unknown % {"text": wanted, "nearest": nearest})


def codes_field(kind: str) -> CodesText:
    """Several regions or clusters."""
    return CodesText(kind, help_text=places_help(kind))


def places_help(kind: str) -> str:
    """How a region or cluster is written."""
    if kind == CLUSTER:
        return gettext("One in a line, by name or by atlas and code, such as us/aerospace-vehicles-and-defense.")
    return gettext("One in a line, by name or code, such as us-metro-48620.")
