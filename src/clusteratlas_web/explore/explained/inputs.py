"""The numbers that go into a number, one by one and as a table, each leading to its own explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.explained import RECIPES, Number, Parts, Working
from clusteratlas.sources import TOTAL
from clusteratlas_web.explore.explained.figures import data, machine, unit_of, write
from clusteratlas_web.explore.explained.linking import explained_address
from clusteratlas_web.explore.explained.words import heading_of, industry_name, label_of, of_what
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.regional.conditions import condition_name
from clusteratlas_web.foundation.templatetags.figures import no_data


@dataclass(frozen=True)
class InputLine:
    """One number: its letter, what it is, what it is of, and the number itself."""

    letter: SafeString
    label: str
    of: str
    figure: SafeString
    added: bool  # whether it is the sum of the table below


@dataclass(frozen=True)
class PartsTable:
    """A table of numbers: its heads, and its rows as markup."""

    heading: str
    letters: list[tuple[SafeString, str]]
    rows: Sequence[SafeString]


def input_lines(edition: Edition, working: Working) -> list[InputLine]:
    """The numbers that go in one by one."""
    return [_line(edition, number) for number in working.numbers]


def _line(edition: Edition, number: Number) -> InputLine:
    text = write(number.name, number.value, edition.manifest.currency)
    figure = data(text, number.value, number.letter) if text else no_data()
    return InputLine(
        letter=letter_markup(number.letter),
        label=label_of(edition, number.name),
        of=of_what(edition, number.row),
        figure=_linked(edition, figure, number.name, number.row),
        added=bool(number.formula),
    )


def _linked(edition: Edition, figure: SafeString, name: str, row: Mapping[str, Any]) -> SafeString:
    address = _address(edition, name, row)
    return format_html('<a class="explained" href="{}">{}</a>', address, figure) if address else figure


def _address(edition: Edition, name: str, row: Mapping[str, Any]) -> str:
    """Where a number is explained itself; nowhere if it stands in no table, or is no number."""
    return explained_address(addresses(edition), name, row) if name in RECIPES and unit_of(name) != "yes-no" else ""


def letter_markup(letter: str) -> SafeString:
    """A letter with what stands below it: e with rc."""
    first, _, below = letter.partition("_")
    return format_html("<i>{}<sub>{}</sub></i>", first, below) if below else format_html("<i>{}</i>", first)


def parts_table(edition: Edition, parts: Parts) -> PartsTable:
    """The numbers that go in as rows."""
    heads = [(letter_markup(letter) if letter not in _WORDS else SafeString(""), label_of(edition, name))
             for letter, name in parts.letters.items()]  # fmt: skip
    return PartsTable(heading_of(edition, parts.of), heads, [_row(edition, parts, row) for row in parts.rows])


_WORDS = ("low", "high", "strong", "borderline", "published", "holds", "measured")  # letters that are words themselves


def _row(edition: Edition, parts: Parts, row: Row) -> SafeString:
    here = {**parts.here, **row}
    cells = "".join(_cell(edition, letter, name, row.get(letter), here) for letter, name in parts.letters.items())
    return SafeString(f'<tr><th scope="row">{_named(edition, parts.of, here)}</th>{cells}</tr>')


def _cell(edition: Edition, letter: str, name: str, value: Any, here: Row) -> str:
    """A cell as markup; written here and not in a template, since a table may have a thousand of them."""
    if value is None:
        return '<td class="n"></td>'
    text = (
        f'<data value="{machine(value)}" data-letter="{letter}">{write(name, value, edition.manifest.currency)}</data>'
    )
    address = _address(edition, name, here)
    if address:
        text = f'<a class="explained" href="{address.replace("&", "&amp;")}">{text}</a>'
    return f'<td class="n">{text}</td>'


def _named(edition: Edition, of: str, here: Row) -> SafeString:
    """What a row is of, leading to its page."""
    names = naming(edition)
    if of == "year":
        return SafeString(str(here["year"]))
    if of == "condition":
        book = edition.book(here["rules"])
        return format_html("{}", condition_name(book.rules[here["condition"]]))
    return _LINKS[of](names, here)


def _region(names: Naming, here: Row, key: str = "region") -> SafeString:
    to, code = addresses(names.edition), here[key]
    cluster, year = here.get("cluster"), here.get("year")
    address = to.regional(code, cluster, year) if cluster else to.region(code, year)
    return format_html('<a href="{}">{}</a>', address, names.region(code))


def _cluster(names: Naming, here: Row) -> SafeString:
    to, code, region = addresses(names.edition), here["cluster"], here.get("region")
    if here.get("other"):
        return format_html("{} · {}", names.short_cluster(code), names.short_cluster(here["other"]))
    local = region and region != names.edition.manifest.country
    address = to.regional(str(region), code, here.get("year")) if local else to.cluster(code)
    return format_html('<a href="{}">{}</a>', address, names.cluster(code))


def _industry(names: Naming, here: Row) -> SafeString:
    code = here["industry"]
    if code == TOTAL:
        return format_html("{}", industry_name(names.edition, code))
    address = addresses(names.edition).industry(code)
    return format_html('<span class="mut">{}</span> <a href="{}">{}</a>', code, address, names.industry(code))


_LINKS = {"region": _region, "cluster": _cluster, "industry": _industry}
