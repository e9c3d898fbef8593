"""What stands in a sentence and is only written when it is said: codes by name, amounts, shares, lists."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext, pgettext

from clusteratlas_web.foundation.money import money
from clusteratlas_web.foundation.numbers import share


@dataclass(frozen=True)
class Codes:
    """Codes, and what each is called when it is said; without names a code is called by itself."""

    codes: tuple[str, ...]
    name: Callable[[str], object] = str

    def __str__(self) -> str:
        return listed(self.name(code) for code in self.codes)

    def __bool__(self) -> bool:
        return any(self.codes)

    def holds(self, codes: Iterable[str]) -> bool:
        """Whether any of these is among them."""
        return not set(self.codes).isdisjoint(codes)

    def without(self, codes: Iterable[str]) -> "Codes":
        """Those that are not among these."""
        others = set(codes)
        return Codes(tuple(code for code in self.codes if code not in others), self.name)


@dataclass(frozen=True)
class Amount:
    """An amount of money: 6,000,000 EUR or 600 万欧元."""

    value: Decimal
    currency: str

    def __str__(self) -> str:
        return money(float(self.value), self.currency, _language()) if self.currency else f"{self.value:,.0f}"


@dataclass(frozen=True)
class Share:
    """A part of a whole: 42.4%."""

    value: float

    def __str__(self) -> str:
        return share(self.value)


@dataclass(frozen=True)
class Spoken:
    """A text that is there in languages, in the one that is spoken, or else in English, or in any."""

    texts: Mapping[str, str]

    def __str__(self) -> str:
        return next((self.texts[each] for each in (_language(), "en", *self.texts) if self.texts.get(each)), "")


@dataclass(frozen=True)
class Sentences:
    """Message ids with their facts, said one after the other."""

    parts: tuple[tuple[str, dict[str, object]], ...]

    def __str__(self) -> str:
        return pgettext("between sentences", " ").join(
            gettext(text) % facts if facts else gettext(text) for text, facts in self.parts
        )


def listed(names: Iterable[object]) -> str:
    """Names one after the other."""
    return pgettext("between names", ", ").join(str(name) for name in names)


def _language() -> str:
    return get_language() or "en"
