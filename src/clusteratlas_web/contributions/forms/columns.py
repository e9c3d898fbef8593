"""The forms of a file and of what its columns are; a map may be uploaded in place of the second."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas.sources.tidy_map import CODE, NAME
from clusteratlas.sources.year_column import FIRST, LAST
from clusteratlas.tables import MEASURES as KNOWN
from clusteratlas_web.contributions.columns import map_of, places, schemes, with_years_across
from clusteratlas_web.contributions.words import GAZETTEERS, LEVELS, MEASURES
from clusteratlas_web.foundation.wording import choices, worded

WRITTEN = ((CODE, said("by code")), (NAME, said("by name")))
ABSENT = (
    ("unknown", said("nobody knows")),
    ("zero", said("there is nothing: zero")),
    ("few", said("fewer than three establishments")),
)
THOUSANDS = (
    ("", said("none")),
    (",", said("comma: 1,234")),
    (" ", said("blank: 1 234")),
    ("'", said("apostrophe: 1'234")),
)
_UNITS = {
    "person": said("persons, thousand persons, 万人"),
    "establishment": said("establishments, 个"),
    "currency": said("EUR, thousand USD, million EUR, 亿元"),
}


class Marks(forms.CharField):
    """Words with a semicolon between."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(required=False, max_length=200, strip=True, **facts)

    def clean(self, value: Any) -> list[str]:
        """The words."""
        text = super().clean(value)
        return list(dict.fromkeys(word.strip() for word in text.replace("；", ";").split(";") if word.strip()))


class FileForm(forms.Form):
    """The file; of a spreadsheet which sheet, and how many lines stand above the heading."""

    file = forms.FileField()
    sheet = forms.CharField(max_length=100, required=False)
    lines_above = forms.IntegerField(min_value=0, max_value=50, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, version: int, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"version": version})
        self.fields["file"].label = gettext("File")
        self.fields["file"].help_text = gettext(
            "CSV, XLSX or Parquet, at most 20 MB. The first line names the columns; a row is a region and an industry, "
            "in a year."
        )
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.parquet"
        self.fields["sheet"].label = gettext("Sheet of a spreadsheet")
        self.fields["sheet"].help_text = gettext("Empty for the first.")
        self.fields["lines_above"].label = gettext("Lines above the heading")
        self.fields["lines_above"].help_text = gettext(
            "Titles that stand above the names of the columns in a spreadsheet."
        )


class ColumnsForm(forms.Form):
    """What each column is. The choices are the file's own columns."""

    place = forms.ChoiceField()
    region_column = forms.ChoiceField()
    region_written = forms.ChoiceField()
    country = Marks()
    scheme = forms.ChoiceField()
    industry_column = forms.ChoiceField()
    industry_written = forms.ChoiceField()
    total = Marks()
    year_column = forms.ChoiceField(required=False)
    fixed_year = forms.IntegerField(min_value=FIRST, max_value=LAST, required=False)
    measure_column = forms.ChoiceField(required=False)
    withheld = Marks()
    empty_is_withheld = forms.BooleanField(required=False)
    zero = Marks()
    thousands = forms.ChoiceField(required=False)
    absent = forms.ChoiceField()
    version = forms.IntegerField(widget=forms.HiddenInput)

    GROUPS = (
        (said("Regions"), ("place", "region_column", "region_written", "country")),
        (said("Industries"), ("scheme", "industry_column", "industry_written", "total")),
        (said("Years"), ("year_column", "fixed_year")),
    )
    CELLS = ("withheld", "empty_is_withheld", "zero", "thousands", "absent")

    def __init__(self, names: Sequence[str], initial: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data, initial=dict(initial))
        columns = [(name, name) for name in names]
        for name in ("region_column", "industry_column"):
            self._choices(name, [("", "–"), *columns])
        self._choices("year_column", [("", gettext("no column")), *columns])
        self._choices("measure_column", [("", gettext("no: each measure has its own column")), *columns])
        self._measures(names)
        self._fixed_choices()
        self._label()

    def _choices(self, name: str, found: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = found  # type: ignore[attr-defined]

    def _measures(self, names: Sequence[str]) -> None:
        offered = [("", gettext("not in the file")), *((name, name) for name in with_years_across(names))]
        for name, label in MEASURES:
            words = {"measure": gettext(label)}
            column = forms.ChoiceField(choices=offered, required=False, label=gettext(label))
            unit = forms.CharField(max_length=40, required=False, label=gettext("Unit of %(measure)s") % words)
            unit.widget.attrs["placeholder"] = gettext(_UNITS[KNOWN[name].unit])
            row = forms.CharField(max_length=80, required=False, label=gettext("Word for %(measure)s") % words)
            row.widget.attrs["placeholder"] = gettext("Word in the column of measures")
            self.fields |= {f"{name}_column": column, f"{name}_unit": unit, f"{name}_row": row}

    def _fixed_choices(self) -> None:
        whose = [(f"{name}:{level}", _place(name, level)) for name, level in places()]
        self._choices("place", [("", "–"), *whose])
        self._choices("scheme", [("", "–"), *((f"{a}:{b}", f"{a} {b}") for a, b in schemes())])
        for name in ("region_written", "industry_written"):
            self._choices(name, choices(WRITTEN))
        self._choices("thousands", choices(THOUSANDS))
        self._choices("absent", choices(ABSENT))

    def _label(self) -> None:
        labels = {
            "place": gettext("Whose regions, of which level"),
            "region_column": gettext("Column of regions"),
            "region_written": gettext("Regions are written"),
            "country": gettext("Words for the whole country"),
            "scheme": gettext("Classification and its year"),
            "industry_column": gettext("Column of industries"),
            "industry_written": gettext("Industries are written"),
            "total": gettext("Words for all industries together"),
            "year_column": gettext("Column of years"),
            "fixed_year": gettext("Or one year for the whole file"),
            "measure_column": gettext("Does a column say which measure a row is of?"),
            "withheld": gettext("Marks of what is withheld or not known"),
            "empty_is_withheld": gettext("An empty cell is not known, too"),
            "zero": gettext("Marks of zero"),
            "thousands": gettext("Mark between thousands"),
            "absent": gettext("A row that is not there means"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        between = gettext("Several with a semicolon between.")
        for name in ("country", "total", "withheld", "zero"):
            self.fields[name].help_text = between

    def clean(self) -> dict[str, Any]:
        """A year is said once, a measure at least, each with its unit."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name, _ in MEASURES if cleaned.get(f"{name}_column")]
        if not given:
            self.add_error("employment_column", gettext("Say which column holds a measure, one at least."))
        for name in given:
            if not cleaned.get(f"{name}_unit"):
                self.add_error(f"{name}_unit", gettext("Say in which unit."))
            if cleaned.get("measure_column") and not cleaned.get(f"{name}_row"):
                self.add_error(f"{name}_row", gettext("Say which word stands for it in that column."))
        self._one_year(cleaned, given)
        return cleaned

    def _one_year(self, cleaned: Mapping[str, Any], given: Sequence[str]) -> None:
        across = [name for name in given if "{year}" in cleaned[f"{name}_column"]]
        ways = [bool(cleaned.get("year_column")), bool(cleaned.get("fixed_year")), bool(across)]
        if sum(ways) != 1 or (across and len(across) != len(given)):
            self.add_error(
                "year_column",
                gettext("Say the year once: a column, one year, or {year} in the column of every measure."),
            )

    def columns(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """The map that the answers make."""
        how = {name: value for name, value in table.items() if name != "absent"}
        return map_of(self.cleaned_data, how)

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of regions, industries and years, each under its heading."""
        return [(gettext(title), [self[name] for name in names]) for title, names in self.GROUPS]

    @property
    def measures(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each measure: column, unit, word."""
        return [(self[f"{name}_column"], self[f"{name}_unit"], self[f"{name}_row"]) for name, _ in MEASURES]

    @property
    def cells(self) -> list[Any]:
        """The fields of what stands in cells."""
        return [self[name] for name in self.CELLS]


class MapForm(forms.Form):
    """A map as a file."""

    map = forms.FileField()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, version: int, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"version": version}, auto_id="map_%s")
        self.fields["map"].label = gettext("columns.toml")
        self.fields["map"].widget.attrs["accept"] = ".toml"


def _place(name: str, level: str) -> str:
    """Whose regions of which level: United States: counties."""
    words = {"country": worded(GAZETTEERS, name), "level": worded(LEVELS, level)}
    return gettext("%(country)s: %(level)s") % words
