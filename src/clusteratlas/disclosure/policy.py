"""A publish policy: the rules under which an edition from confidential figures may be shown."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from math import isfinite

from clusteratlas.errors import InputError, UnknownChoice


@dataclass(frozen=True)
class PublishPolicy:
    """The rules of an edition for the public, and what an outsider is taken to know.

    Parameters:
        name: as the edition and its pages name it.
        minimum_establishments: a cell with establishments, but fewer than this, is protected; counted as holders
            where contributions name them, for two workshops of one firm are one secret. 0 or 1 protects none.
        dominance: (n, k): a cell is protected if its n largest contributors hold more than k percent of it.
        p_percent: p: a cell is protected if total - largest - second < p/100 * largest, for then the second largest
            contributor, who knows its own share, can estimate the largest to within p percent.
        minimum_width: w: what anyone can infer of a protected value x must be an interval of at least w * x.
        contributors_know: whether a contributor who is alone in a cell is taken to know it, and to use it against
            the others. All of them together are taken to know all such cells, which is more than any one knows.
        establishments_shown: whether counts of establishments are shown where other figures are withheld.
        applied: False for figures that are public already: nothing is withheld.

    Raises:
        InputError: a rule has a value that means nothing, or no rule is set though the policy applies.

    References:
        Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4.
        Cox, Linear sensitivity measures in statistical disclosure control, Journal of Statistical Planning and
        Inference 5 (1981).
    """

    name: str
    minimum_establishments: int = 3
    dominance: tuple[int, float] | None = None
    p_percent: float | None = None
    minimum_width: float = 0.0
    contributors_know: bool = True
    establishments_shown: bool = True
    applied: bool = True

    def __post_init__(self) -> None:
        for holds, rule in _rules(self):
            if not holds:
                raise InputError(f"publish policy {self.name!r}: {rule}")

    @property
    def contributors_needed(self) -> int:
        """How many of a cell's largest contributors the rules look at."""
        return max(2, self.dominance[0] if self.dominance else 0)

    def record(self) -> dict[str, object]:
        """What an edition may say of its policy: which rules, but not k and p, which would narrow every interval."""
        used = {"dominance": self.dominance is not None, "p_percent": self.p_percent is not None}
        kept = {key: value for key, value in asdict(self).items() if key not in used}
        return kept | {"rules": [rule for rule, is_used in used.items() if is_used]}


def _rules(policy: PublishPolicy) -> list[tuple[bool, str]]:
    few, dominance, p = policy.minimum_establishments, policy.dominance, policy.p_percent
    return [
        (bool(policy.name.strip()), "give it a name."),
        (few >= 0, f"minimum_establishments is {few}; give 0 or more."),
        (
            dominance is None or (dominance[0] >= 1 and 0 < dominance[1] < 100),
            f"dominance is {dominance}; give the number of contributors, 1 or more, and a percentage between 0 and "
            f"100, such as {{ largest = 1, percent = 80 }}.",
        ),
        (p is None or (isfinite(p) and p > 0), f"p_percent is {p}; give a percentage above 0."),
        (
            isfinite(policy.minimum_width) and policy.minimum_width >= 0,
            f"minimum_width is {policy.minimum_width}; give a share of the value, such as 0.2.",
        ),
        (
            not policy.applied or few > 1 or dominance is not None or p is not None,
            "no rule protects anything. Set minimum_establishments, dominance or p_percent, or take 'public-source'.",
        ),
    ]


PUBLIC_SOURCE = PublishPolicy("public-source", minimum_establishments=0, contributors_know=False, applied=False)


def publish_policy(entries: Mapping[str, object]) -> PublishPolicy:
    """The policy of a TOML table; `name = "public-source"` alone is the policy that withholds nothing.

    Parameters:
        entries: the fields of PublishPolicy by name, `dominance` as a table of `largest` and `percent`.

    Raises:
        UnknownChoice: an entry is none of a policy's.
        InputError: an entry has another type, or a value that means nothing; there is no name.

    Example:
        >>> publish_policy({"name": "register", "dominance": {"largest": 1, "percent": 80}}).dominance
        (1, 80.0)
    """
    for entry in entries:
        if entry not in _READ:
            raise UnknownChoice("entry of the publish policy", entry, list(_READ))
    if "name" not in entries:
        raise InputError("publish policy: there is no name. Give one, such as name = 'register'.")
    if dict(entries) == {"name": PUBLIC_SOURCE.name}:
        return PUBLIC_SOURCE
    if entries["name"] == PUBLIC_SOURCE.name:
        raise InputError("publish policy 'public-source' withholds nothing and takes no rules; name yours otherwise.")
    return PublishPolicy(**{entry: _READ[entry](entry, value) for entry, value in entries.items()})  # type: ignore[arg-type]


def _refused(entry: str, value: object, wanted: str) -> InputError:
    return InputError(f"publish policy: {entry} = {value!r} is not {wanted}.")


def _text(entry: str, value: object) -> str:
    if not isinstance(value, str):
        raise _refused(entry, value, "a text")
    return value


def _whole(entry: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refused(entry, value, "a whole number")
    return value


def _number(entry: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _refused(entry, value, "a number")
    return float(value)


def _truth(entry: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _refused(entry, value, "true or false")
    return value


def _pair(entry: str, value: object) -> tuple[int, float]:
    if not isinstance(value, Mapping) or set(value) != {"largest", "percent"}:
        raise _refused(entry, value, "a table of largest and percent, such as { largest = 1, percent = 80 }")
    return _whole("dominance.largest", value["largest"]), _number("dominance.percent", value["percent"])


_READ: Mapping[str, Callable[[str, object], object]] = {
    "name": _text,
    "minimum_establishments": _whole,
    "dominance": _pair,
    "p_percent": _number,
    "minimum_width": _number,
    "contributors_know": _truth,
    "establishments_shown": _truth,
}
assert set(_READ) == {field.name for field in fields(PublishPolicy)} - {"applied"}  # noqa: S101
