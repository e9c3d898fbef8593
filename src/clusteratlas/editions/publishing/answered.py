"""The exact sums that were ever answered from a register, kept beside it: what was said cannot be taken back."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from clusteratlas.disclosure import Public, Question, Sensitivity
from clusteratlas.editions.publishing.register import Register, positions

FILE = "answered.jsonl"


@dataclass(frozen=True)
class Asked:
    """A sum over regions and industries, given by their codes, of which none counts another."""

    year: int
    measure: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]

    def question(self, register: Register) -> Question:
        """The same by the nodes of the register's table; what nobody is in falls out."""
        regions, industries = register.codes
        return Question(positions(regions, self.regions), positions(industries, self.industries))


def answered(register: Register, year: int, measure: str) -> tuple[Question, ...]:
    """What was answered of a measure and a year."""
    return tuple(each.question(register) for each in _all(register) if (each.year, each.measure) == (year, measure))


def remember(register: Register, asked: Asked) -> None:
    """Adds an answered sum; on disk when this returns, so that no answer is given that is not remembered."""
    path = register.records.folder / FILE
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(asked)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def with_answers(public: Public, sensitivity: Sensitivity, asked: tuple[Question, ...]) -> Public:
    """What outsiders see, the answers among it."""
    for question in asked:
        regions, industries = list(question.regions), list(question.industries)
        value = int(sensitivity.values[regions][:, industries].sum())
        public = public.with_sum(public.grid.published_sum(regions, industries, value))  # type: ignore[arg-type]
    return public


def _all(register: Register) -> Iterator[Asked]:
    file = register.records.folder / FILE
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        facts = json.loads(line)
        yield Asked(facts["year"], facts["measure"], tuple(facts["regions"]), tuple(facts["industries"]))
