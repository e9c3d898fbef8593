"""The plan of a back-test: how far ahead, and what counts as an entry."""

from dataclasses import dataclass

from clusteratlas.errors import UnknownChoice


@dataclass(frozen=True)
class Plan:
    """Entries of year t + `horizon`, from candidates of year t.

    So that noise about the line is no entry, a candidate has not been strong for `apart` years up to t, and an entry is
    strong for `lasting` years up to t + horizon. `level` names the regions, where a portfolio has those of several.
    """

    horizon: int = 5
    lasting: int = 2
    apart: int = 2
    level: str | None = None

    def __post_init__(self) -> None:
        for name in ("horizon", "lasting", "apart"):
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                raise UnknownChoice(name, value, ["a whole number from 1"])
        if self.lasting > self.horizon:
            raise UnknownChoice("lasting", self.lasting, [f"1 to {self.horizon}, the horizon"])

    def origins(self, years: list[int]) -> list[int]:
        """The years from which an entry can be told: all the years it is told by are there."""
        known = set(years)
        return [year for year in sorted(known) if self._needed(year) <= known]

    def _needed(self, origin: int) -> set[int]:
        before = range(origin - self.apart + 1, origin + 1)
        end = origin + self.horizon
        return {*before, *range(end - self.lasting + 1, end + 1)}

    def learnt_from(self, origins: list[int], tested: int) -> list[int]:
        """The origins whose entries were known in the year that is tested."""
        return [origin for origin in origins if origin + self.horizon <= tested]
