"""Who takes part in a label and in the naming of pilots: departments with their officers, holders, experts."""

from dataclasses import dataclass

from tests.browser.commons.people import Names
from tests.browser.commons.reading import BOTH, Speech

ENGLISH, CHINESE = "en", "zh-hans"


@dataclass(frozen=True)
class Somebody:
    """A person with a sign-in, the organisation that the person acts for, and how; none for an expert."""

    who: str
    person: str
    language: str
    acts_for: str = ""
    role: str = "manager"

    @property
    def speech(self) -> Speech:
        """The language that the person reads."""
        return BOTH[self.language]


# The label: granted in Brussels, held in Wichita.
COMMISSION = "eu-european-commission"
NETWORK = "plains-aerospace-network"
NETWORK_NAMES: Names = {"en": "Plains Aerospace Network", "zh-hans": "平原航空航天集群促进会"}
MEMBER = "prairie-castings"
MARA = Somebody("mara", "Mara Voss", ENGLISH, NETWORK)
HE = Somebody("he", "何立", CHINESE, COMMISSION, "officer")
TESS = Somebody("tess", "Tess Gill", ENGLISH, MEMBER)  # of a member, so no expert
REN = Somebody("ren", "任静", CHINESE)
WEBER = Somebody("weber", "Jana Weber", ENGLISH)
COUNTRIES = {REN: "US", WEBER: "DE"}

# The pilots: three departments of Henan, each with an officer of its own.
OFFICERS = (
    Somebody("duan", "段处长", CHINESE, "cn-henan-development-and-reform-commission", "officer"),
    Somebody("grace", "Grace Luo", ENGLISH, "cn-henan-industry-and-information-technology-department", "officer"),
    Somebody("fang", "方处长", CHINESE, "cn-henan-finance-department", "officer"),
)
CONFIRMED, PROBATION, CANCELLED = "confirmed", "probation", "cancelled"
PARKS: tuple[tuple[str, str, str, str], ...] = (  # address, names, and what becomes of it
    ("east-lake", "East Lake Park", "东湖产业园", CONFIRMED),
    ("west-bridge", "West Bridge Park", "西桥产业园", PROBATION),
    ("north-gate", "North Gate Park", "北门产业园", CANCELLED),
    ("south-field", "South Field Park", "南原产业园", CONFIRMED),
    ("bright-spring", "Bright Spring Park", "明泉产业园", CONFIRMED),
    ("stone-hill", "Stone Hill Park", "石岗产业园", CONFIRMED),
    ("red-willow", "Red Willow Park", "红柳产业园", PROBATION),
    ("long-ford", "Long Ford Park", "长渡产业园", CONFIRMED),
    ("new-port", "New Port Park", "新港产业园", CONFIRMED),
    ("clear-river", "Clear River Park", "清河产业园", CONFIRMED),
)


@dataclass(frozen=True)
class Park:
    """A park that is named as a pilot, its manager, the officer who names it, and what becomes of it."""

    number: int
    slug: str
    names: Names
    manager: Somebody
    officer: Somebody
    fate: str

    @property
    def name(self) -> str:
        """What its manager calls it."""
        return self.names[self.manager.language]


def parks(many: int) -> list[Park]:
    """The first so many, named by one department after the other; half of the managers read Chinese."""
    found = []
    for at, (slug, english, chinese, fate) in enumerate(PARKS[:many]):
        language = (CHINESE, ENGLISH)[at % 2]
        names = {ENGLISH: english, CHINESE: chinese}
        person = {ENGLISH: f"Manager of {english}", CHINESE: f"{chinese}负责人"}[language]
        manager = Somebody(f"park-{at + 1}", person, language, f"{slug}-park")
        found.append(Park(at + 1, f"{slug}-park", names, manager, OFFICERS[at % len(OFFICERS)], fate))
    return found
