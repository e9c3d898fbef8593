"""What a page of opportunities rests on: the region, its year, its candidates with their scores, its prospects."""

from dataclasses import dataclass

from clusteratlas.diagnosis import EntryModel, Weights
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import opportunities
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.opportunities.choosing import weighted


@dataclass(frozen=True)
class Board:
    """A region in a year: its candidates scored with the weights asked for, the best first, and all its prospects."""

    edition: Edition
    region: str
    year: int
    weights: Weights
    candidates: list[Row]
    prospects: list[Row]
    to: Addresses
    names: Naming

    @property
    def scored(self) -> list[Row]:
        """The candidates that have a score."""
        return [row for row in self.candidates if row["score"] is not None]

    @property
    def address(self) -> str:
        """The page of opportunities, in this year and with these weights."""
        return weighted(self.to.page("opportunities", region=self.region), self.weights, year=self.year)

    @property
    def horizon(self) -> int | None:
        """The year that probabilities speak of; None where there are none."""
        model = entry_model(self.edition)
        given = any(row["probability"] is not None for row in self.candidates)
        return self.year + model.horizon if model and given else None


def read_board(edition: Edition, region: str, year: int, weights: Weights) -> Board:
    """The board of a region; without candidates or prospects where the edition has none of it."""
    return Board(
        edition=edition,
        region=region,
        year=year,
        weights=weights,
        candidates=opportunities.rescored(opportunities.candidates(edition, region, year), weights),
        prospects=opportunities.prospects_of(edition, region, year),
        to=addresses(edition),
        names=naming(edition),
    )


def entry_model(edition: Edition) -> EntryModel | None:
    """The model that gave candidates their probability, if the edition's years allowed one."""
    found = edition.manifest.entry_model
    return EntryModel.read(found) if found else None
