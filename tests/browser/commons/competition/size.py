"""How large the competition is that is run through the pages, where one is asked for: small, or whole."""

from dataclasses import dataclass

ASKED = "CLUSTERATLAS_JOURNEYS"  # `small`, or `whole` for the competition of forty; it takes minutes either way


@dataclass(frozen=True)
class Size:
    """How many hand in a sketch in time, sit in the jury, go on, and win; how many jurors read each in each round."""

    sketches: int
    jurors: int
    full: int
    winners: int
    reviews: tuple[int, int]
    partners: int  # organisations a consortium has at least, the lead included

    def places(self, number: int) -> int:
        """How many are selected at most in a round."""
        return self.full if number == 1 else self.winners

    def least_reviews(self, number: int) -> int:
        """How many jurors read an application at least in a round."""
        return self.reviews[number - 1]


SMALL = Size(sketches=6, jurors=4, full=3, winners=2, reviews=(2, 2), partners=3)
WHOLE = Size(sketches=40, jurors=15, full=15, winners=5, reviews=(3, 6), partners=5)
SIZES = {"small": SMALL, "whole": WHOLE}
