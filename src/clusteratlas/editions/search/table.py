"""The table `search` of an edition, and what it finds: every piece of a text, the last perhaps a beginning."""

from collections.abc import Iterator

import pyarrow as pa

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.search.words import pieces, single_characters

# What a person most often means when a word fits several kinds of entry.
KINDS = ("region", "cluster", "subcluster", "industry")

_FIND = """
with wanted as (select unnest($pieces) as piece, unnest($last) as is_last),
hits as (
    select t.entity, t.code, w.piece, max(t.piece = w.piece)::int as whole
    from search t join wanted w
        on t.piece = w.piece or (w.is_last and t.piece >= w.piece and t.piece < w.piece || chr(1114111))
    group by all)
select entity, code, sum(whole)::int as whole
from hits group by entity, code having count(*) = (select count(distinct piece) from wanted)
"""

_EXACT = "select distinct entity, code, 1 as whole from search where code = ? order by entity"


def search_table(names: pa.Table) -> pa.Table:
    """The table search (entity, code, piece) of a table names (entity, code, language, name), ordered by piece."""
    entries = {entry for row in names.to_pylist() if row["entity"] in KINDS for entry in _entries(row)}
    schema = pa.schema([(name, pa.string()) for name in ("entity", "code", "piece")])
    table = pa.Table.from_pylist([dict(zip(schema.names, entry, strict=True)) for entry in entries], schema=schema)
    return table.sort_by([(name, "ascending") for name in ("piece", "entity", "code")])


def find(edition: Edition, text: str, limit: int = 50) -> list[Row]:
    """Entries that hold every piece of the text (the last piece may be a beginning), the likeliest first.

    A whole code finds what it stands for and nothing else. Each row: entity, code. Asked in any language the edition
    has names in.
    """
    wanted = pieces(text)
    if not wanted:
        return []
    exact = edition.rows(_EXACT, [text.strip()])
    if exact:
        return exact
    last = [position == len(wanted) - 1 for position in range(len(wanted))]
    found = edition.rows(_FIND, {"pieces": wanted, "last": last})
    return sorted(found, key=lambda row: _order(edition, row))[:limit]


def _order(edition: Edition, row: Row) -> tuple[int, int, int, str]:
    name = edition.names.get(row["entity"], row["code"])
    return -row["whole"], KINDS.index(row["entity"]), len(name), row["code"]


def _entries(row: Row) -> Iterator[tuple[str, str, str]]:
    """An entry's pieces: those of its name and, where people know codes, of its code."""
    entity, code = row["entity"], row["code"]
    texts = [row["name"], code.rsplit("-", 1)[-1] if entity == "region" else code]
    for text in texts if entity in ("region", "industry") else texts[:1]:
        for piece in [*pieces(text), *single_characters(text)]:
            yield entity, code, piece
