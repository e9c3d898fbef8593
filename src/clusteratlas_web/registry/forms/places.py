"""Fields for regions and clusters, with a picker: what one types is completed, by name or by code."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusteratlas_web.foundation.places import (
    cluster_key,
    cluster_name,
    find_clusters,
    find_regions,
    is_cluster,
    is_region,
    nearest_cluster,
    nearest_region,
    region_name,
)

REGION, CLUSTER, EITHER = "region", "cluster", "place"
BLANK = 2  # empty lines that are offered after those that are filled
LONGEST = 200  # characters of a line


class Picker(forms.Widget):
    """One line, or several, each with a list of what it may become; without scripts they are lines to write in."""

    def __init__(self, kind: str, single: bool = False, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kind, self.single = kind, single
        self.use_fieldset = not single

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The lines, one below the other."""
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "\n".join(each for each in sent if each.strip())

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Lines that are all empty are a choice too."""
        return name not in data

    def id_for_label(self, id_: str) -> str:
        """The first line."""
        return id_

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The lines and the list beside them, which the script fills."""
        given = self.build_attrs(self.attrs, attrs)
        own = given.pop("id", f"id_{name}")
        lines = [line for line in str(value or "").splitlines() if line.strip()]
        lines = (lines or [""])[:1] if self.single else [*lines, *[""] * BLANK]
        shared = given | {"type": "text", "name": name, "list": f"{own}_list", "autocomplete": "off"}
        rows = ((flatatt(shared | self._row(own, at, line)),) for at, line in enumerate(lines))
        return format_html(
            '<div class="picker" data-places="{}">{}<datalist id="{}_list"></datalist></div>',
            reverse("registry:offered-places", args=(self.kind,)),
            format_html_join("", "<input{}>", rows),
            own,
        )

    def _row(self, own: str, at: int, line: str) -> dict[str, Any]:
        number = {} if self.single else {"aria-label": at + 1}
        return number | {"id": f"{own}_{at}" if at else own, "value": line, "maxlength": LONGEST}


class PlacesField(forms.Field):
    """Regions or clusters, by code or name; what nobody knows is refused with the nearest. As a tuple of codes.

    With `single` one code, or an empty text.
    """

    def __init__(self, kind: str, single: bool = False, **options: Any) -> None:
        self.kind, self.single = kind, single
        super().__init__(**{"required": False, "widget": Picker(kind, single)} | options)

    def prepare_value(self, value: Any) -> Any:
        """Codes in lines with their names behind; what somebody typed as it was typed."""
        if isinstance(value, list | tuple):
            return "\n".join(with_name(self.kind, code) for code in value)
        return with_name(self.kind, value) if value and "\n" not in value and " " not in value else value

    def clean(self, value: Any) -> Any:
        """The codes, each once, in their order."""
        found: list[str] = []
        problems: list[forms.ValidationError] = []
        for line in filter(None, (each.strip() for each in str(value or "").splitlines())):
            try:
                found.append(place_code(self.kind, line))
            except forms.ValidationError as problem:
                problems.append(problem)
        if problems:
            raise forms.ValidationError(problems)
        codes = tuple(dict.fromkeys(found))
        super().clean(codes)
        return (codes[0] if codes else "") if self.single else codes


def with_name(kind: str, code: str) -> str:
    """A code with the name behind it, as the picker writes it."""
    name = str(cluster_name(*code.split("/", 1)) if kind == CLUSTER and "/" in code else region_name(code))
    return code if name in (code, code.rpartition("/")[2]) else f"{code} {name}"


def place_code(kind: str, text: str) -> str:
    """The code that a line means: a code, a code and a name, or a name; raises ValidationError."""
    return _region(text.strip()) if kind == REGION else _cluster(text.strip())


def _region(line: str) -> str:
    code = line.split(maxsplit=1)[0]
    if is_region(code) and (code in find_regions(code) or " " not in line):
        return code
    found = find_regions(line)
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(_("Several regions are called “%(value)s”: %(nearest)s. Give the code."), line, found)
    nearest = nearest_region(line)
    told = f"{nearest} ({region_name(nearest)})" if nearest else gettext("none")
    raise forms.ValidationError(
        gettext("There is no region “%(value)s”. The nearest is %(nearest)s.") % {"value": line, "nearest": told}
    )


def _cluster(line: str) -> str:
    atlas, _slash, code = line.split(maxsplit=1)[0].partition("/")
    if code and is_cluster(atlas, code):
        return cluster_key(atlas, code)
    found = find_clusters(line)
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(_("Several atlases have a cluster “%(value)s”: %(nearest)s. Give atlas and code."), line, found)
    nearest = nearest_cluster(line) or gettext("none")
    raise forms.ValidationError(
        gettext("There is no cluster “%(value)s”. The nearest is %(nearest)s.") % {"value": line, "nearest": nearest}
    )


def _several(sentence: Any, line: str, found: tuple[str, ...]) -> forms.ValidationError:
    return forms.ValidationError(sentence % {"value": line, "nearest": ", ".join(found[:5])})
