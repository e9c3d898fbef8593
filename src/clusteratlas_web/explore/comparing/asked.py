"""What an address compares: which regions, clusters or years, by which rules and measure, beside which group."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import one_of
from clusteratlas_web.explore.rule_choice import RuleChoice
from clusteratlas_web.explore.scales import MEASURES

REGIONS, CLUSTERS, REGION, CLUSTER = "regions", "clusters", "region", "cluster"
KINDS = (REGIONS, CLUSTERS, REGION, CLUSTER)
FEWEST, MOST = 2, 10  # things in a comparison
MOST_LISTED = 500  # codes of an own list
LEVEL, PEERS, SIZE, OWN, NONE, STRONG_IN = "level", "peers", "size", "own", "none", "strong-in"
AGAINST = (LEVEL, PEERS, SIZE, OWN, NONE)
# What an address of each kind may say; all of it in the order it is said.
_SAID_OF = {
    REGIONS: ("year", "since", "level", "rules", "measure", "against", "codes"),
    CLUSTERS: ("year", "level", "rules", "measure"),
    REGION: ("years", "rules", "measure"),
    CLUSTER: ("years", "level", "rules", "measure"),
    "": ("pick", "year", "since", "level", "rules", "measure", "against", "codes"),
}
_SAID = (*KINDS, "years", "pick", "year", "since", "level", "rules", "measure", "against", "codes")
_OF_CODES = (*KINDS, "years", "pick", "codes")
_BETWEEN = re.compile(r"[,;\s]+")
_LONGEST = 40_000  # letters of one value that are read

Said = Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A comparison as its address says it; `said` is what the address says, and nothing that it leaves to be meant.

    `years` are the years compared, or the one year that is looked at; `level` is that of the group, or of the regions
    that clusters are compared over.
    """

    kind: str
    codes: tuple[str, ...]
    years: tuple[int, ...]
    level: str
    rules: RuleChoice
    measure: str
    against: str
    listed: tuple[str, ...]
    since: int | None
    to: Addresses
    said: Said = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The latest of its years."""
        return self.years[-1]

    @property
    def of_years(self) -> bool:
        """Whether years of one thing are compared."""
        return self.kind in (REGION, CLUSTER)

    @property
    def shared(self) -> str:
        """The cluster whose strong regions are the group; empty where the group is another."""
        return self.against.partition(":")[2] if self.against.startswith(STRONG_IN) else ""

    def address(self, **changed: object) -> str:
        """The same comparison with other choices; None takes a choice away."""
        return compare_address(self.to, {**self.said, **changed})

    def file(self, page: str, **codes: str) -> str:
        """The address of a file up to where its format begins."""
        return self.to.page(page, **codes, format="csv").removesuffix(".csv")


def compare_address(to: Addresses, said: Mapping[str, object]) -> str:
    """The address of a comparison that says this much."""
    query = query_of(said)
    return f"{to.page('compare')}?{query}" if query else to.page("compare")


def query_of(said: Mapping[str, object]) -> str:
    """A query in its one order; codes stand between commas as they are typed."""
    given = {name: _written(said[name]) for name in _SAID if said.get(name) not in (None, "", ())}
    return urlencode(given, safe=",:")


def _written(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def said_by(request: HttpRequest) -> dict[str, str]:
    """What a request says, written in the one way: nothing empty, codes between commas, years in order."""
    given = {name: request.GET[name].strip()[:_LONGEST] for name in _SAID if request.GET.get(name, "").strip()}
    kinds = [kind for kind in KINDS if kind in given]
    said = {name: given[name] for name in given if name in kinds or name in _SAID_OF[kinds[0] if kinds else ""]}
    said |= {name: ",".join(codes_in(said[name])) for name in _OF_CODES if name in said}
    if "years" in said:
        said["years"] = ",".join(sorted(codes_in(said["years"])))
    if "codes" in said:
        said = _with_list(said)
    return {name: said[name] for name in _SAID if said.get(name)}


def _with_list(said: dict[str, str]) -> dict[str, str]:
    """A list of codes without a word about the group is the group; beside another group it is not looked at."""
    if said.setdefault("against", OWN) != OWN:
        del said["codes"]
    return said


def is_as_said(request: HttpRequest, said: Said) -> bool:
    """Whether the address is the one that says this much; what a form sends is not."""
    return list(request.GET.items()) == list(said.items()) or request.META.get("QUERY_STRING", "") == query_of(said)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a list, between commas or blanks."""
    return tuple(code for code in _BETWEEN.split(text) if code)


def kind_of(said: Said) -> str:
    """Which of KINDS an address asks for; empty where it asks for none, the first where for several."""
    return next((kind for kind in KINDS if kind in said), "")


def asked_measure(request: HttpRequest) -> str:
    """The measure whose figures stand side by side."""
    return one_of(request, "measure", MEASURES)


def asked_group(request: HttpRequest) -> str:
    """The benchmark group, the level as a whole if none is named; raises UnknownChoice."""
    value = request.GET.get("against", "").strip() or LEVEL
    if value not in AGAINST and not re.fullmatch(rf"{STRONG_IN}:[a-z0-9-]+", value):
        raise UnknownChoice("against", value, [*AGAINST, f"{STRONG_IN}:<cluster>"])
    return value


def asked_since(request: HttpRequest, edition: Edition, year: int) -> int | None:
    """The year that a change is counted from, the one before if none is named; None where there is none before."""
    before = [str(each) for each in reversed(edition.years) if each < year]
    return int(one_of(request, "since", before)) if before else None
