"""Who is there before a journey begins: people with their sign-in, departments, and firms that have a question."""

from dataclasses import dataclass

PASSWORD = "a long enough pass phrase"
SECRET = "JBSWY3DPEHPK3PXP"  # of the administrator's authenticator app
ADMINISTRATOR, OFFICER = "gao", "finn"  # Finn is an officer of the department that leads
WICHITA, DAYTON = "us-metro-48620", "us-metro-19380"
AEROSPACE = "us/aerospace-vehicles-and-defense"

Names = dict[str, str]  # by the language of the address


def address(who: str) -> str:
    """The e-mail address of somebody."""
    return f"{who}@example.org"


@dataclass(frozen=True)
class Department:
    """A department, and the role it has in the programme that is published."""

    slug: str
    names: Names
    role: Names
    dimension: str


LEAD = Department(
    "ministry-of-economy",
    {"en": "Ministry of Economy", "zh-hans": "经济部"},
    {"en": "Selects the clusters", "zh-hans": "遴选集群"},
    "governance",
)
PARTNERS = (
    Department(
        "ministry-of-science",
        {"en": "Ministry of Science", "zh-hans": "科学部"},
        {"en": "Pays for joint laboratories", "zh-hans": "资助联合实验室"},
        "knowledge",
    ),
    Department(
        "ministry-of-finance",
        {"en": "Ministry of Finance", "zh-hans": "财政部"},
        {"en": "Guarantees loans", "zh-hans": "担保贷款"},
        "finance",
    ),
    Department(
        "treasury-fund",
        {"en": "Treasury Fund", "zh-hans": "国库基金"},
        {"en": "Buys shares of young firms", "zh-hans": "入股初创企业"},
        "finance",
    ),
    Department(
        "office-of-small-business",
        {"en": "Office of Small Business", "zh-hans": "小企业局"},
        {"en": "Advises founders", "zh-hans": "辅导创业者"},
        "entrepreneurial",
    ),
    Department(
        "agency-for-trade",
        {"en": "Agency for Trade", "zh-hans": "贸易署"},
        {"en": "Pairs clusters abroad", "zh-hans": "牵线国外集群"},
        "collaboration",
    ),
    Department(
        "ministry-of-labour",
        {"en": "Ministry of Labour", "zh-hans": "劳动部"},
        {"en": "Trains skilled workers", "zh-hans": "培训技工"},
        "knowledge",
    ),
)


@dataclass(frozen=True)
class Asking:
    """A firm, and the department that answers it late; each language has its own, so that both count from nothing."""

    firm: str
    firm_names: Names
    manager: str
    region: str
    department: str
    department_names: Names
    officer: str
    instrument: Names


ASKING = {
    "en": Asking(
        "keeper-castings",
        {"en": "Keeper Castings", "zh-hans": "基珀铸造"},
        "fay",
        WICHITA,
        "bureau-of-training",
        {"en": "Bureau of Training", "zh-hans": "培训局"},
        "omar",
        {"en": "Apprentice vouchers", "zh-hans": "学徒券"},
    ),
    "zh-hans": Asking(
        "gem-city-gauges",
        {"en": "Gem City Gauges", "zh-hans": "宝石城量具"},
        "lin",
        DAYTON,
        "bureau-of-energy",
        {"en": "Bureau of Energy", "zh-hans": "能源局"},
        "wei",
        {"en": "Furnace audits", "zh-hans": "炉窑诊断"},
    ),
}
OFFERS = {"en": "Skills for small firms", "zh-hans": "小企业技能计划"}  # the programme of both instruments
