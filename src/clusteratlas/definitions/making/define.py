"""From similarities to a definition: search, move outliers, name, validate."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from clusteratlas.classifications import Classification
from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.making.correcting import Corrected, best_corrected, corrected_findings
from clusteratlas.definitions.making.made import ALL, TRADED, About, by_sector, grouped, made_definition
from clusteratlas.definitions.making.provenance import provenance
from clusteratlas.definitions.making.texts import citation, methods, titles
from clusteratlas.definitions.outliers import Reassignment
from clusteratlas.definitions.searching.finding import Finding
from clusteratlas.definitions.searching.search import Keep, Progress, Search, search
from clusteratlas.definitions.searching.space import Configuration, Space
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.definitions.validating.validation import Validation
from clusteratlas.errors import InputError
from clusteratlas.tables import Coding, Frame


@dataclass(frozen=True)
class Wish:
    """What is to be defined.

    name, version: of the definition. space: what the search goes through. candidates: how many of the best findings
    are corrected and compared anew. local: industries that are not searched; they stand in one cluster for each sector
    of the classification. sources, data: the figures it is made from, in words and as facts for its provenance.
    """

    name: str
    version: str = "1"
    space: Space = field(default_factory=Space)
    candidates: int = 20
    local: tuple[str, ...] = ()
    sources: tuple[str, ...] = ("Figures of the maker's own.",)
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Made:
    """A definition that has been made, and how.

    The search, the rank there of the finding that was taken, the outliers moved, the validation of what came of it.
    """

    definition: Definition
    search: Search
    rank: int
    outliers: Reassignment
    validation: Validation


def define(
    similarities: Mapping[str, Frame | SimilarityMatrix],
    tree: Classification,
    sizes: Mapping[str, float],
    wish: Wish,
    *,
    known: Mapping[Configuration, Finding] | None = None,
    keep: Keep | None = None,
    progress: Progress | None = None,
) -> Made:
    """A definition from similarities of industries: the groups that hold together best, outliers moved, clusters named.

    All configurations are searched (`search`). In each of the best, the candidates, outliers are moved by the average
    of all similarities (`reassign_outliers`), unless that lowers the validation score; the one that has the highest
    score then is taken. Clusters are named by the titles of their two largest industries, until someone names them.

    Parameters:
        similarities: tables of industry, other, similarity by name.
        tree: the classification the industries are codes of.
        sizes: the industries to place, each with its size, such as its employment; the similarities of others are
            passed over.
        wish: name, search space, candidates, local industries, data.
        known, keep, progress: as in `search`.

    Returns:
        A `Made`: `.definition`, `.search`, `.rank`, `.outliers`, `.validation`.

    Raises:
        InputError: there is no similarity, or no configuration finds as many groups as it should.
        UnknownCode: an industry is not in the classification.
        WrongColumns, BadCells: a similarity is no table of pairs.

    Notes:
        The same inputs and seed give the same definition to the letter: no date stands in it. Industries that are
        similar to no other as far as is known are left out and listed.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        Textiles and clothing are alike, and basic metals and metal products.

        >>> import pyarrow as pa
        >>> from clusteratlas.classifications import classification
        >>> pairs = pa.table({
        ...     "industry": ["13", "13", "13", "14", "14", "24"],
        ...     "other": ["14", "24", "25", "24", "25", "25"],
        ...     "similarity": [0.9, 0.1, 0.2, 0.1, 0.1, 0.8],
        ... })
        >>> wish = Wish("mine", space=Space(methods=("ward",), clusters=(2,)))
        >>> made = define({"trade": pairs}, classification("NACE", "2"), {"13": 5, "14": 4, "24": 3, "25": 9}, wish)
        >>> [(cluster.code, cluster.kind) for cluster in made.definition.clusters]
        [('manufacture-of-fabricated-metal-products', 'all'), ('manufacture-of-textiles', 'all')]
    """
    industries = Coding.of(code for code in sizes if code not in set(wish.local))
    matrices = {
        name: SimilarityMatrix.of(pairs, f"similarity {name}").over(industries) for name, pairs in similarities.items()
    }
    found = search(matrices, wish.space, known=known, keep=keep, progress=progress)
    if found.best.score is None:
        raise InputError(f"No configuration makes at least two groups of {len(industries)} industries.")
    best = best_corrected(corrected_findings(found, matrices, wish.candidates))
    places = _places(best.outliers)
    parts = (grouped(TRADED if wish.local else ALL, places), by_sector(wish.local, tree))
    left_out = tuple(code for code in industries.codes if code not in places)
    definition = made_definition(_about(wish, found, best), tree, parts, sizes, left_out)
    of_vintage = definition.membership(tree.vintage)
    cluster_of = {label: of_vintage[industry].cluster for industry, label in places.items()}
    said = provenance(wish.data, found, best, cluster_of)
    made = replace(definition, provenance=MappingProxyType(said))
    return Made(made, found, best.rank, best.outliers, best.validation)


def _places(outliers: Reassignment) -> dict[str, str]:
    columns = (outliers.membership[name].to_pylist() for name in ("industry", "cluster"))
    return {industry: label for industry, label in zip(*columns, strict=True) if label is not None}


def _about(wish: Wish, found: Search, best: Corrected) -> About:
    return About(
        name=wish.name,
        version=wish.version,
        titles=titles(wish.name),
        citation=citation(wish.name, wish.version),
        sources=wish.sources,
        methods=methods(best, len(found.ranked), wish.candidates, bool(wish.local)),
    )
