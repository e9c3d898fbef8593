"""All that the page of an edition's back-test shows, and what can be taken away from it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from clusteratlas.diagnosis import EntryModel
from clusteratlas.diagnosis import Plan as TestPlan
from clusteratlas.diagnosis.backtest.features import BEST, MODELS
from clusteratlas.editions import Edition
from clusteratlas.editions.backtesting import HORIZONS, LEAST_ENTRIES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import opportunities
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import one_of
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.framing import addresses, frame, title_of, years
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.opportunities.findings import agrees, answer, findings, interval
from clusteratlas_web.explore.opportunities.picture import RELIABILITY, reliability_pictures, taken_reliability
from clusteratlas_web.explore.opportunities.reading import entry_model
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.serving import current_manifests
from clusteratlas_web.explore.tables import TakenTable
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.numbers import share, span
from clusteratlas_web.foundation.page import Link

MODELS_TABLE = "models"
_DECIMALS = 3


@dataclass(frozen=True)
class ModelLine:
    """A model in the table, its numbers written; nothing where one is undefined."""

    row: Row
    name: str
    meaning: str
    address: str
    shown: bool

    def written(self, number: str) -> str:
        """A number of the model."""
        value = self.row[number]
        return "" if value is None else exactly(value, _DECIMALS)

    @property
    def figures(self) -> list[dict[str, str]]:
        """AUC, gain, far, at equal gap, skill, intercept and slope, each with its interval where it has one."""
        return [
            {"value": self.written(name), "interval": interval(self.row, name, _DECIMALS) if has_interval else ""}
            for name, has_interval in _FIGURES
        ]


_FIGURES = (
    *(("auc", True), ("auc_gain", True), ("auc_far", True)),
    *(("auc_equal_gap", False), ("brier_skill", False), ("intercept", False), ("slope", False)),
)


def backtest_contents(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """The context of explore/backtest.html."""
    to, names = addresses(edition), naming(edition)
    rows = _models(edition)
    model = entry_model(edition)
    context: dict[str, Any] = {
        "frame": frame(edition, "edition"),
        "edition": edition,
        "crumbs": [Link(gettext("Edition"), to.page("edition")), Link(gettext("Back-test"), "")],
        "needed": 2 * min(HORIZONS) + TestPlan().apart,
        "least_entries": LEAST_ENTRIES,
        "span": years(edition.manifest),
        "elsewhere": _elsewhere(edition),
    }
    if model is None or not rows:
        return context
    shown = chosen_model(request, edition)
    return context | _compared(edition, to, rows, shown) | _tested(edition, model, names.level_in_text)


def chosen_model(request: HttpRequest, edition: Edition) -> str:
    """The model whose reliability is asked for, that of the probabilities if none is; raises UnknownChoice."""
    known = list(_models(edition))
    if not known:
        raise UnknownChoice("model", request.GET.get("model", BEST), known)
    return one_of(request, "model", known, BEST)


def picture_of(edition: Edition, model: str) -> dict[str, Any]:
    """The specification of a model's reliability diagram, to take away."""
    return taken_reliability(edition, model, model_names()[model])


def backtest_table_of(edition: Edition, table: str) -> TakenTable:
    """A table of the page; raises UnknownChoice for another."""
    rows = {MODELS_TABLE: ("backtest", opportunities.backtest), RELIABILITY: ("reliability", opportunities.reliability)}
    if table not in rows:
        raise UnknownChoice("table", table, list(rows))
    name, read = rows[table]
    title = gettext("Back-test of edition %(edition)s") % {"edition": edition.manifest.identity}
    return TakenTable(title, f"backtest-{table}", edition.layouts[name].schema.names, read(edition), name)


def model_names() -> dict[str, str]:
    """What the models are called."""
    return {
        "rate": gettext("The share that entered"),
        "closeness": gettext("Closeness alone"),
        "gap": gettext("Gap alone"),
        "score": gettext("The score"),
        "parts": gettext("The four parts"),
        "parts-size": gettext("The four parts and size"),
    }


def _meanings() -> dict[str, str]:
    """What each of them reads."""
    return {
        "rate": gettext("the same for every case"),
        "closeness": gettext("relatedness density to strong clusters"),
        "gap": gettext("how far along, and what is left of the way"),
        "score": gettext("with the default weights"),
        "parts": gettext("closeness, gap, pull and reward"),
        "parts-size": gettext("those, and the jobs there; gives the probabilities"),
    }


def _models(edition: Edition) -> dict[str, Row]:
    """The models compared, in the order in which they read more."""
    found = {row["model"]: row for row in opportunities.backtest(edition)}
    return {name: found[name] for name in MODELS if name in found}


def _compared(edition: Edition, to: Addresses, rows: dict[str, Row], shown: str) -> dict[str, Any]:
    names, meanings, page = model_names(), _meanings(), to.page("backtest")
    bins = opportunities.reliability(edition)
    lines = [
        ModelLine(row, names[name], meanings[name], f"{with_query(page, model=name)}#{RELIABILITY}", name == shown)
        for name, row in rows.items()
    ]
    return {
        "answer": answer(rows),
        "findings": findings(rows, names, [each for each in bins if each["model"] == BEST]),
        "models": lines,
        "model_cases": rows[BEST]["cases"],
        "model_entries": rows[BEST]["entries"],
        "shown": names[shown],
        "bins": [_bin(each) for each in bins if each["model"] == shown],
        "pictures": reliability_pictures(edition, shown),
        "model_tools": table_tools(_table(to, MODELS_TABLE), "#measures"),
        "bin_tools": (*table_tools(_table(to, RELIABILITY)), *chart_tools(_chart(to), "#measures", model=shown)),
    }


def _bin(row: Row) -> Row:
    """A group of cases, its shares written finely: most are small."""
    written = {f"{name}_text": share(row[name], 2) for name in ("expected", "observed")}
    ends = span(share(row["observed_low"], 2), share(row["observed_high"], 2))
    return row | written | {"interval": ends, "agrees": agrees(row)}


def _tested(edition: Edition, model: EntryModel, level_in_text: Any) -> dict[str, Any]:
    book = edition.manifest.books[model.rules]
    language = naming(edition).language
    tested = edition.manifest.entry_model["tested"]
    return {
        "model": model,
        "level": level_in_text(model.level),
        "rules": book.title[language],
        "rules_address": f"{addresses(edition).page('edition')}#rules",
        "tested": pgettext("between names", ", ").join(map(str, tested)),
        "words": wording(edition.manifest),
        "by_percentile": any(rule.percentile is not None for rule in book.of_class(book.agreement)),
        "withholds": bool(edition.manifest.withheld),
    }


def _elsewhere(edition: Edition) -> list[Link]:
    """The back-tests of other atlases in this installation."""
    return [
        Link(title_of(each), Addresses(each.atlas, each.name).page("backtest"))
        for each in sorted(current_manifests(), key=title_of)
        if each.entry_model and each.atlas != edition.manifest.atlas
    ]


def _table(to: Addresses, table: str) -> str:
    return to.page("backtest-table", table=table, format="csv").removesuffix(".csv")


def _chart(to: Addresses) -> str:
    return to.page("backtest-chart", chart=RELIABILITY, format="png").removesuffix(".png")
