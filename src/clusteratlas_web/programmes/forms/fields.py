"""Fields of the forms: regions and clusters, choices in the reader's words."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.programmes.words import CLUSTER
from clusteratlas_web.registry.forms.places import PlacesField as CodesText


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


def codes_field(kind: str) -> CodesText:
    """Several regions or clusters."""
    return CodesText(kind, help_text=places_help(kind))


def places_help(kind: str) -> str:
    """How a region or cluster is written."""
    if kind == CLUSTER:
        return gettext("By name, or by atlas and code, such as us/aerospace-vehicles-and-defense.")
    return gettext("By name or code, such as us-metro-48620.")
