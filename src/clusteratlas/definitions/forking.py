"""Definitions made from definitions: forked under another name or version, industries moved with reasons, renamed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from clusteratlas.definitions.definition import Definition, Place, Texts
from clusteratlas.definitions.head import LANGUAGES
from clusteratlas.definitions.writing import checksum
from clusteratlas.errors import InputError, UnknownCode


@dataclass(frozen=True)
class Move:
    """An industry that goes to another cluster, and why."""

    industry: str
    cluster: str
    reason: str


def fork(definition: Definition, name: str, version: str = "1", titles: Texts | None = None) -> Definition:
    """The same places under another name, or under the same name and another version; it says where it comes from.

    Parameters:
        definition: what to start from.
        name: of the new one. The same name with another version is a new version of your own.
        version: of the new one.
        titles: in English and Chinese; without them the old ones, with the new name in brackets.

    Raises:
        InputError: name and version are those of the definition itself.

    Example:
        >>> from clusteratlas.definitions import load
        >>> mine = fork(load("us-benchmark"), "mine")
        >>> mine.version, mine.provenance["forked_from"][0]["definition"]
        ('1', 'us-benchmark')
    """
    if (name, version) == (definition.name, definition.version):
        raise InputError(f"{name} {version} is what it would be forked from. Choose another name or version.")
    own = {"en": f"{definition.titles['en']} ({name})", "zh-hans": f"{definition.titles['zh-hans']}（{name}）"}
    origin = {"definition": definition.name, "version": definition.version, "checksum": _checksum(definition)}
    return replace(
        definition,
        name=name,
        version=version,
        titles=MappingProxyType(dict(titles or own)),
        provenance=_with(definition, "forked_from", [origin]),
    )


def move_industries(definition: Definition, moves: Iterable[Move]) -> Definition:
    """The definition with industries moved to other clusters, in every vintage that places them; each with its reason.

    A moved industry has no subcluster there. The reasons stand in its provenance.

    Raises:
        UnknownCode: no vintage places the industry, or there is no such cluster.
        InputError: a move has no reason, or the industry stands there already.

    Example:
        >>> from clusteratlas.definitions import load
        >>> mine = fork(load("us-benchmark"), "mine")
        >>> moved = move_industries(mine, [Move("336411", "automotive", "Its suppliers are the same here.")])
        >>> moved.membership("2017")["336411"].cluster
        'automotive'
    """
    moved, said = definition, []
    for move in moves:
        before = _place(moved, move)
        said.append(asdict(move) | {"before": before})
        places = {vintage: dict(of_vintage) for vintage, of_vintage in moved.places.items()}
        for of_vintage in places.values():
            if move.industry in of_vintage:
                of_vintage[move.industry] = Place(move.cluster, None)
        frozen = MappingProxyType({vintage: MappingProxyType(of_vintage) for vintage, of_vintage in places.items()})
        moved = replace(moved, places=frozen)
    return replace(moved, provenance=_with(moved, "moved", said)) if said else moved


def name_cluster(definition: Definition, cluster: str, names: Texts, short_names: Texts | None = None) -> Definition:
    """The definition with a cluster named anew, in English and Chinese; without short names they are the names.

    Raises UnknownCode for a cluster there is not, InputError where a language lacks.
    """
    short = short_names or names
    for texts in (names, short):
        if not all(texts.get(language) for language in LANGUAGES):
            raise InputError(f"A name of {cluster} is wanted in {' and '.join(LANGUAGES)}.")
    named = replace(
        definition.cluster(cluster), names=MappingProxyType(dict(names)), short_names=MappingProxyType(dict(short))
    )
    return replace(definition, clusters=tuple(named if each.code == cluster else each for each in definition.clusters))


@lru_cache(maxsize=8)  # a definition is forked again and again while somebody edits a draft of it
def _checksum(definition: Definition) -> str:
    return checksum(definition)


def _place(definition: Definition, move: Move) -> str:
    """The cluster an industry leaves, in the latest vintage that places it."""
    if not move.reason.strip():
        raise InputError(f"The move of {move.industry} to {move.cluster} has no reason. Say why.")
    definition.cluster(move.cluster)
    stated = [vintage for vintage in definition.vintages if move.industry in definition.membership(vintage)]
    if not stated:
        raise UnknownCode(move.industry, f"the definition {definition.name}")
    before = definition.membership(stated[-1])[move.industry].cluster
    if before == move.cluster:
        raise InputError(f"{move.industry} stands in {move.cluster} already. Leave the move out.")
    return before


def _with(definition: Definition, key: str, said: list[dict[str, str]]) -> Mapping[str, object]:
    return MappingProxyType({**definition.provenance, key: [*definition.provenance.get(key, ()), *said]})
