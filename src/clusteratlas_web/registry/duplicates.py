"""Which names may mean the same organisation: folded, without legal forms, and by likeness of words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from clusteratlas_web.foundation.places import folded

SAME_NAME, SAME_HOST, NEAR_NAME = "same-name", "same-host", "near-name"
NEAR = 0.87  # of the letters, or of the words, two names share
_LEGAL_FORMS = (
    "inc incorporated ltd limited llc corp corporation co company gmbh ag ev eg kg sa sas sarl srl spa bv nv ab oy plc"
)
_LITTLE_WORDS = "as the of and for a an der die das und fur des du de la le les et"
_LEGAL = frozenset(f"{_LEGAL_FORMS} {_LITTLE_WORDS}".split())
_CHINESE_LEGAL = re.compile("(股份)?(有限责任|有限)?公司$")
# Hosts where many organisations have their page: the same one says nothing.
SHARED_HOSTS = frozenset(
    {"linkedin.com", "facebook.com", "sites.google.com", "github.com", "weebly.com", "wordpress.com"}
)


@dataclass(frozen=True)
class Known:
    """A record that others may duplicate: its number, its names, its host, its country."""

    number: int
    names: tuple[str, ...]
    host: str = ""
    country: str = ""


@dataclass(frozen=True)
class Likely:
    """A record that may be the same, why, and how like it is (1 is the same)."""

    number: int
    reason: str
    likeness: float


def bare(name: str) -> str:
    """A name without accents, punctuation, legal form and little words, its words in order."""
    words = re.findall(r"[^\W_]+", _CHINESE_LEGAL.sub("", folded(name)))
    kept = [word for word in words if word not in _LEGAL]
    return " ".join(kept or words)


def host_of(web: str) -> str:
    """The host of a web address without www; nothing for one that many share."""
    host = (urlsplit(web if "//" in web else f"//{web}").hostname or "").removeprefix("www.")
    return "" if host in SHARED_HOSTS else host


def likeness(one: str, other: str) -> float:
    """How like two bare names are, 0 to 1: by letters, or by the words they share, whichever is more."""
    if not one or not other:
        return 0.0
    return max(_by_words(set(one.split()), set(other.split())), _by_letters(one, other))


def likely(names: Iterable[str], web: str, country: str, known: Iterable[Known]) -> list[Likely]:
    """The records that may be the same as one of these names, this page, in this country; the likeliest first."""
    wanted, host = [bare(name) for name in names], host_of(web)
    found = [hit for each in known if (hit := _compare(wanted, host, country, each))]
    return sorted(found, key=lambda hit: (-hit.likeness, hit.number))


def _compare(wanted: list[str], host: str, country: str, known: Known) -> Likely | None:
    theirs = [bare(name) for name in known.names]
    if set(wanted) & set(theirs):
        return Likely(known.number, SAME_NAME, 1.0)
    if host and host == known.host:
        return Likely(known.number, SAME_HOST, 0.99)
    if country and known.country and country != known.country:
        return None
    best = max((likeness(mine, yours) for mine in wanted for yours in theirs), default=0.0)
    return Likely(known.number, NEAR_NAME, round(best, 2)) if best >= NEAR else None


def _by_words(one: set[str], other: set[str]) -> float:
    """The share of words in common; names of one word are compared by letters alone."""
    return len(one & other) / len(one | other) if min(len(one), len(other)) > 1 else 0.0


def _by_letters(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    if 2 * min(len(one), len(other)) < NEAR * (len(one) + len(other)):
        return 0.0  # cannot be near, however the letters fall
    if longest < 5:
        return float(one == other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0
