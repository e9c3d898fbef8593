"""A field that offers organisations by their names."""

from typing import Any

from django import forms

from clusteratlas_web.registry.queries.names import name_in


class OrganisationField(forms.ModelChoiceField):
    """An organisation by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name in the language that is spoken."""
        return str(name_in(obj))
