"""The tables of an edition: their columns and types, and the columns that identify and order their rows."""

from dataclasses import dataclass

import pyarrow as pa

_TEXT, _TRUTH, _RATIO = pa.string(), pa.bool_(), pa.float64()
_SMALL, _NUMBER, _COUNT = pa.int16(), pa.int32(), pa.int64()

_FIGURES = {"employment": _COUNT, "establishments": _COUNT}


@dataclass(frozen=True)
class TableLayout:
    """One table: its schema and its key, by which its rows are ordered."""

    schema: pa.Schema
    key: tuple[str, ...]


def _table(key: str, **columns: pa.DataType) -> TableLayout:
    return TableLayout(pa.schema(columns), tuple(key.split()))


TABLES: dict[str, TableLayout] = {
    "regions": _table(
        "region",
        region=_TEXT,
        level=_TEXT,
        name=_TEXT,
        states=_TEXT,
        counties=_TEXT,
        delineation=_SMALL,
        has_boundary=_TRUTH,
    ),
    "industries": _table("industry", industry=_TEXT, parent=_TEXT, digits=_SMALL, title=_TEXT),
    "clusters": _table("cluster subcluster", cluster=_TEXT, subcluster=_TEXT, kind=_TEXT, position=_SMALL, name=_TEXT),
    "membership": _table("industry", industry=_TEXT, cluster=_TEXT, subcluster=_TEXT),
    "names": _table("entity code language", entity=_TEXT, code=_TEXT, language=_TEXT, name=_TEXT),
    "search": _table("piece entity code", entity=_TEXT, code=_TEXT, piece=_TEXT),
    "activity": _table("year region industry", year=_SMALL, region=_TEXT, industry=_TEXT, **_FIGURES),
    "published": _table("year region", year=_SMALL, region=_TEXT, **_FIGURES),
    "national": _table("year industry", year=_SMALL, industry=_TEXT, **_FIGURES),
    "portfolio": _table(
        "year region cluster subcluster",
        year=_SMALL,
        level=_TEXT,
        region=_TEXT,
        cluster=_TEXT,
        subcluster=_TEXT,
        kind=_TEXT,
        **_FIGURES,
        employment_share=_RATIO,
        national_share=_RATIO,
        location_quotient=_RATIO,
        location_quotient_all=_RATIO,
        rank_location_quotient=_NUMBER,
        rank_employment=_NUMBER,
        percentile_location_quotient=_RATIO,
        percentile_employment=_RATIO,
        ranked=_NUMBER,
        employment_change=_COUNT,
        employment_growth=_RATIO,
        qualifying=_TRUTH,
        significant=_TRUTH,
        strong=_TRUTH,
        strong10=_TRUTH,
    ),
    "thresholds": _table(
        "year level cluster",
        rules=_TEXT,
        year=_COUNT,
        level=_TEXT,
        cluster=_TEXT,
        regions=_COUNT,
        employment_p25=_RATIO,
        establishments_p25=_RATIO,
        location_quotient_p25=_RATIO,
        location_quotient_p50=_RATIO,
        location_quotient_p75=_RATIO,
        location_quotient_p90=_RATIO,
    ),
    "summary": _table(
        "year region",
        year=_SMALL,
        region=_TEXT,
        level=_TEXT,
        **_FIGURES,
        traded_employment=_COUNT,
        local_employment=_COUNT,
        employment_change=_COUNT,
        employment_growth=_RATIO,
        traded_growth=_RATIO,
        strong_clusters=_NUMBER,
        strong_employment=_COUNT,
        strong_share=_RATIO,
        largest_cluster=_TEXT,
        largest_share=_RATIO,
        rank_employment=_NUMBER,
        rank_traded_growth=_NUMBER,
        rank_strong_share=_NUMBER,
        ranked=_NUMBER,
    ),
    "quality": _table(
        "year region", year=_SMALL, region=_TEXT, published_employment=_COUNT, cell_employment=_COUNT, coverage=_RATIO
    ),
}
