"""Writes GLOSSARY.md from the glossary of the library; a test holds the two equal."""

from collections.abc import Iterator
from pathlib import Path

from clusteratlas.glossary import COLUMN, ENDING, TABLE, WORD, Term, endings, terms, unit_name

TARGET = Path(__file__).parent.parent / "GLOSSARY.md"
HEADINGS = {
    WORD: "Vocabulary · 词汇",
    COLUMN: "Columns · 列",
    ENDING: "Endings of column names · 列名后缀",
    TABLE: "Tables of an edition · 版本中的表",
}
OPENING = """# Glossary · 术语表

One word, one meaning, on every page, in every file and in the code. Written by `tools/write_glossary.py` from
[`src/clusteratlas/glossary.toml`](src/clusteratlas/glossary.toml): change it there.

一词一义，页面、文件与代码中一致。本文件由 `tools/write_glossary.py` 根据上述文件生成，请在该文件中修改。

In formulas r is a region, c a cluster or industry, e employment; a missing index is a sum: e_r is the employment of a
region, e_c of a cluster over all regions, e of both. Shares are between 0 and 1. In the texts of an ending, {label} is
the label of the column it stands at: employment_low is "Jobs, lowest possible".

公式中 r 为地区，c 为集群或行业，e 为就业人数；缺少的下标表示求和：
e_r 为某地区的就业，e_c 为某集群在全部地区的就业，e 为总和。份额介于 0 与 1 之间。后缀文本中的 {label} 为所附列的名称。
"""


def glossary_text() -> str:
    """GLOSSARY.md: both languages of every term, by part and in the order of the English labels."""
    return "\n".join([OPENING, *(line for part in HEADINGS for line in _part(part))])


def _part(part: str) -> Iterator[str]:
    yield f"## {HEADINGS[part]}\n"
    chosen = [term for term in (*terms().values(), *endings().values()) if term.part == part]
    for term in sorted(chosen, key=lambda term: (term.label().casefold(), term.key)):
        yield from _entry(term)


def _entry(term: Term) -> Iterator[str]:
    yield f"### {term.label()} · {term.label('zh-hans')}\n"
    unit = f" ({unit_name(term.unit)} · {unit_name(term.unit, 'zh-hans')})" if term.unit else ""
    yield f"`{_shown(term)}`{unit}\n"
    yield f"{term.meaning()}\n"
    yield f"{term.meaning('zh-hans')}\n"
    if term.formula:
        yield f"Formula · 公式: `{term.formula}`\n"
    if term.citation:
        yield f"Reference · 文献: {term.citation}\n"


def _shown(term: Term) -> str:
    return f"_{term.key}" if term.part == ENDING else term.key.removeprefix("table.")


if __name__ == "__main__":
    TARGET.write_text(glossary_text(), encoding="utf-8")
