"""Who does what: departments by the dimension of the ecosystem that their roles and instruments treat; pure."""

from dataclasses import dataclass

from clusteratlas_web.programmes.words import DIMENSIONS, LEAD

ORDER = tuple(key for key, _ in DIMENSIONS)
UNCODED = ""  # the dimension of a role that nobody has coded yet
SILO_FROM = 3  # departments that treat one dimension without a council


@dataclass(frozen=True)
class Task:
    """A role or an instrument: which department does it, what it is called, which dimension it treats."""

    department: int
    name: str
    dimension: str


@dataclass(frozen=True)
class Actor:
    """A department and its part."""

    key: int
    name: str
    part: str
    address: str = ""


@dataclass(frozen=True)
class Group:
    """A dimension with the tasks that treat it, and how many departments have one."""

    dimension: str
    tasks: tuple[Task, ...]
    departments: int
    may_be_silo: bool

    @property
    def width(self) -> int:
        """Columns; an untreated dimension has one too, which is empty."""
        return max(1, len(self.tasks))

    @property
    def is_untreated(self) -> bool:
        """Whether nobody treats it."""
        return not self.tasks


@dataclass(frozen=True)
class Cell:
    """Whether the department of a row does the task of a column."""

    task: Task | None
    has: bool
    first: bool  # the first column of its dimension
    empty: bool = False  # the column of an untreated dimension


@dataclass(frozen=True)
class Row:
    """A department with its cells."""

    actor: Actor
    cells: tuple[Cell, ...]
    tasks: int


@dataclass(frozen=True)
class Matrix:
    """All departments of a programme by what they treat."""

    groups: tuple[Group, ...]
    rows: tuple[Row, ...]

    @property
    def untreated(self) -> tuple[str, ...]:
        """Dimensions that nobody treats."""
        return tuple(each.dimension for each in self.groups if each.is_untreated)

    @property
    def silos(self) -> tuple[Group, ...]:
        """Dimensions that several departments treat, each for itself as far as is recorded."""
        return tuple(each for each in self.groups if each.may_be_silo)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in the order of the columns."""
        return tuple(task for group in self.groups for task in group.tasks)


def lay_matrix(actors: list[Actor], tasks: list[Task], has_council: bool) -> Matrix:
    """The lead first, then partners in their order; six dimensions in theirs, then what is not coded, if there is."""
    ranked = sorted(actors, key=lambda each: each.part != LEAD)
    place = {actor.key: number for number, actor in enumerate(ranked)}
    keys = [*ORDER, *([UNCODED] if any(task.dimension == UNCODED for task in tasks) else [])]
    groups = tuple(_group(key, tasks, place, has_council) for key in keys)
    return Matrix(groups, tuple(_row(actor, groups) for actor in ranked))


def _group(dimension: str, tasks: list[Task], place: dict[int, int], has_council: bool) -> Group:
    here = sorted((task for task in tasks if task.dimension == dimension), key=lambda task: place[task.department])
    departments = len({task.department for task in here})
    silo = dimension != UNCODED and departments >= SILO_FROM and not has_council
    return Group(dimension, tuple(here), departments, silo)


def _row(actor: Actor, groups: tuple[Group, ...]) -> Row:
    cells: list[Cell] = []
    for group in groups:
        for number, task in enumerate(group.tasks):
            cells.append(Cell(task, task.department == actor.key, number == 0))
        if group.is_untreated:
            cells.append(Cell(None, False, True, empty=True))
    return Row(actor, tuple(cells), sum(cell.has for cell in cells))
