"""Who takes part in the competition: applicants from strong clusters of the sample, their partners, jurors, officers.

Everything follows from the size and from the sample: the test and the program that fills the database read the same.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.browser.commons.competition.size import Size
from tests.browser.commons.people import OFFICER, Names

SCHEME = "national-leading-edge"  # of what an award brings
ENGLISH, CHINESE = BOTH = "en", "zh-hans"
SEED = 2026
CRITERIA = 5
STRONG = """
  select region, cluster from portfolio_by_cluster
  where year = 2019 and level = 'metro' and kind = 'traded' and subcluster is null and strong
  qualify row_number() over (partition by region order by location_quotient desc) = 1
  order by employment desc"""

# What happens to whom. The numbers are those of the applications, in the order in which they are begun.
WORKS_AT, SHARES, DOUBTED, CHAIRS, EXCLUDED = 1, 2, 3, 4, 5
NEAR = SHARES
AMENDED = TIED = DOUBTED
UNIVERSITY, TOOLING, INSTITUTE, COLLEGE = (
    "plains-university",
    "keystone-tooling",
    "institute-for-strategy",
    "bay-college",
)
KINDS = {UNIVERSITY: "university", TOOLING: "firm", INSTITUTE: "institute", COLLEGE: "university"}
REGISTERED: dict[str, Names] = {
    UNIVERSITY: {"en": "Plains University", "zh-hans": "平原大学"},
    TOOLING: {"en": "Keystone Tooling", "zh-hans": "拱心石工具"},
    INSTITUTE: {"en": "Institute for Strategy", "zh-hans": "战略研究院"},
    COLLEGE: {"en": "Bay College", "zh-hans": "海湾学院"},
}


@dataclass(frozen=True)
class Partner:
    """An organisation of a consortium: registered, then `slug` says which, or only named."""

    name: str
    kind: str
    role: str
    slug: str = ""


@dataclass(frozen=True)
class Applicant:
    """A cluster organisation with its manager, and what it applies with."""

    number: int
    manager: str
    person: str
    language: str
    names: Names
    title: str
    region: str
    cluster: str
    place: Names
    field: Names
    partners: tuple[Partner, ...]
    quality: tuple[float, float]  # of its sketch and of its full application, which jurors score around

    @property
    def slug(self) -> str:
        """The address of its page."""
        return f"applicant-{self.number}"

    @property
    def name(self) -> str:
        """What its manager calls it."""
        return self.names[self.language]


@dataclass(frozen=True)
class Juror:
    """Somebody in the jury: the seat, where the juror works, and how many points the juror gives less than others."""

    who: str
    person: str
    language: str
    seat: str
    severity: float
    employer: str = ""


@dataclass(frozen=True)
class Officer:
    """Somebody who runs the call."""

    who: str
    person: str
    language: str


FINN, FEN = Officer(OFFICER, "Finn", ENGLISH), Officer("fen", "芬", CHINESE)
EVA = Juror("eva", "Eva Holm", ENGLISH, "chair", 0.3, INSTITUTE)
DAN = Juror("dan", "党文", CHINESE, "deputy", -0.6)
MIA = Juror("mia", "Mia Berg", ENGLISH, "juror", 0.9, UNIVERSITY)
OTTO = Juror("otto", "欧拓", CHINESE, "juror", -0.2, COLLEGE)
OTHERS = (
    "Ines Roth",
    "白露",
    "Paul Kern",
    "高朗",
    "Ruth Adler",
    "何苗",
    "Tom Lund",
    "江帆",
    "Vera Moss",
    "孔明远",
    "Zoe Hart",
)


@dataclass(frozen=True)
class Cast:
    """Everybody. `late` is the applicant who hands in too late."""

    applicants: tuple[Applicant, ...]
    late: Applicant
    jurors: tuple[Juror, ...]

    def of(self, number: int) -> Applicant:
        """The applicant of an application."""
        return self.applicants[number - 1]


def cast_of(size: Size, home: Path) -> Cast:
    """Everybody of a competition of a size, from the strong clusters of the edition in a home."""
    found = [_applicant(number, size, *each) for number, each in enumerate(_strong(home, size.sketches + 1), 1)]
    return Cast(tuple(found[:-1]), found[-1], _jury(size))


def _jury(size: Size) -> tuple[Juror, ...]:
    chance = Random(SEED)
    others = [
        Juror(f"juror-{number}", name, (ENGLISH, CHINESE)[number % 2], "juror", round(chance.uniform(-1, 1), 2))
        for number, name in enumerate(OTHERS)
    ]
    return (EVA, DAN, MIA, OTTO, *others)[: size.jurors]


def _strong(home: Path, most: int) -> list[tuple[str, str, Names, Names]]:
    """So many regions, each with the cluster it is strongest in, and the names of both; no city twice."""
    from clusteratlas.editions import open_edition  # deferred: loads the engine

    edition = open_edition("us", home=home)
    names = {
        language: (edition.names.of("region", language), edition.names.of("cluster", language)) for language in BOTH
    }
    found: dict[str, tuple[str, str, Names, Names]] = {}
    for row in edition.rows(STRONG):
        place = {language: _city(names[language][0][row["region"]]) for language in BOTH}
        field = {language: names[language][1][row["cluster"]] for language in BOTH}
        found.setdefault(place[ENGLISH], (row["region"], f"us/{row['cluster']}", place, field))
    return list(found.values())[:most]


def _city(name: str) -> str:
    """The first city in the name of an area."""
    return name.partition(",")[0].partition("（")[0].partition("-")[0]


def _applicant(number: int, size: Size, region: str, cluster: str, place: Names, field: Names) -> Applicant:
    language, chance = BOTH[1 - number % 2], Random(f"{SEED} {number}")
    names = {
        ENGLISH: f"{place[ENGLISH]} {field[ENGLISH]} Network",
        CHINESE: f"{place[CHINESE]}{field[CHINESE]}集群促进会",
    }
    titles = {
        ENGLISH: f"{place[ENGLISH]} 2035: {field[ENGLISH]} beyond its borders",
        CHINESE: f"{place[CHINESE]}2035：{field[CHINESE]}集群跃升战略",
    }
    person = {ENGLISH: f"Manager of {place[ENGLISH]}", CHINESE: f"{place[CHINESE]}负责人"}[language]
    return Applicant(
        number=number,
        manager=f"manager-{number}",
        person=person,
        language=language,
        names=names,
        title=titles[language],
        region=region,
        cluster=cluster,
        place=place,
        field=field,
        partners=_partners(number, size, language, place),
        quality=(round(chance.uniform(3, 9), 2), round(chance.uniform(4, 9), 2)),
    )


ROLES = {
    "firm": {ENGLISH: "Leads the pilot line", CHINESE: "牵头中试线"},
    "university": {ENGLISH: "Trains and does basic research", CHINESE: "培养人才并开展基础研究"},
    "institute": {ENGLISH: "Tests and measures", CHINESE: "检测与计量"},
}
NAMED = (
    ("firm", {ENGLISH: "{place} Works", CHINESE: "{place}制造"}),
    ("university", {ENGLISH: "University of {place}", CHINESE: "{place}大学"}),
    ("institute", {ENGLISH: "{place} Laboratory", CHINESE: "{place}实验室"}),
    ("firm", {ENGLISH: "{place} Systems", CHINESE: "{place}系统"}),
)
JOINED = {WORKS_AT: (UNIVERSITY, TOOLING), SHARES: (TOOLING,), CHAIRS: (INSTITUTE,)}


def _partners(number: int, size: Size, language: str, place: Names) -> tuple[Partner, ...]:
    """Registered ones first, then as many named ones as the round asks for; firms and a university among them."""
    found = [
        Partner(REGISTERED[slug][language], KINDS[slug], ROLES[KINDS[slug]][language], slug)
        for slug in JOINED.get(number, ())
    ]
    for kind, names in NAMED:
        short = len(found) + 1 < size.partners or not {"firm", "university"} <= {each.kind for each in found}
        if short and (kind not in {each.kind for each in found} or kind == "firm"):
            found.append(Partner(names[language].format(place=place[language]), kind, ROLES[kind][language]))
    return tuple(found)
