"""Choices of forms in the reader's language, and fields of several lines."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


def spoken(choices: Iterable[tuple[str, str]], blank: Any = None) -> list[tuple[str, Any]]:
    """Choices with their names in the reader's language; with a first one for nothing, if it has a name."""
    first = [] if blank is None else [("", blank)]
    return [*first, *((value, gettext_lazy(label)) for value, label in choices)]


class Lines(forms.CharField):
    """A text of one thing a line, as a list without empty lines and repetitions."""

    widget = forms.Textarea

    def __init__(self, rows: int = 4, longest: int = 200, **facts: Any) -> None:
        super().__init__(required=facts.pop("required", False), **facts)
        self.widget.attrs["rows"] = rows
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """The lines."""
        text = super().clean(value)
        lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        for line in lines:
            if len(line) > self.longest:
                raise forms.ValidationError(
                    gettext_lazy("“%(line)s…” is longer than %(most)s characters."),
                    params={"line": line[:40], "most": self.longest},
                )
        return lines


class Version(forms.IntegerField):
    """The version of the record a form was made from."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=1)
