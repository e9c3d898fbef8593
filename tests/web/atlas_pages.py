"""The atlases that stand beside each other in tests: an edition, a cluster, a region and an industry of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AtlasPages:
    """Where the pages of an atlas stand, and what to look at on them."""

    atlas: str
    edition: str
    level: str
    cluster: str
    year: int
    region: str
    industry: str

    @property
    def root(self) -> str:
        """The address of its first page."""
        return f"/{self.atlas}/{self.edition}/"

    @property
    def addresses(self) -> dict[str, str]:
        """Its pages by name."""
        pages = {
            "home": "",
            "map": f"map/?cluster={self.cluster}&level={self.level}&year={self.year}",
            "map of classes": f"map/?cluster={self.cluster}&measure=class&jobs=100&bubbles=jobs&region={self.region}",
            "map alone": f"map/embed/?cluster={self.cluster}",
            "regions": "regions/",
            "clusters": "clusters/",
            "compare": "compare/",
            "picked": f"compare/?pick={self.region}",
            "definitions": "definitions/",
            "custom regions": f"custom-regions/?level={self.level}",
            "custom region": f"custom-regions/region/?units={self.level}-{self.region.rpartition('-')[2]}",
            "cluster": f"clusters/{self.cluster}/",
            "industry": f"industries/{self.industry}/",
            "region brief": f"regions/{self.region}/brief/",
            "cluster brief": f"clusters/{self.cluster}/brief/",
            "edition": "edition/",
            "data": "data/",
            "chain": f"regions/{self.region}/clusters/{self.cluster}/chain/",
            "search": f"search/?q={self.industry}",
        }
        return {name: f"{self.root}{page}" for name, page in pages.items()}


US = AtlasPages("us", "2019.1", "metro", "aerospace-vehicles-and-defense", 2019, "us-metro-48620", "336411")
STATES = AtlasPages("us-states", "2020.1", "state", "automotive", 2020, "us-state-39", "336111")
EARLIER = AtlasPages("us-states", "2011.1", "state", "automotive", 2011, "us-state-39", "336111")
EUROPE = AtlasPages("eu", "2014.1", "nuts2", "automotive", 2014, "eu-nuts2-DE11", "29")
JAPAN = AtlasPages("jp", "2014.1", "prefecture", "automotive", 2014, "jp-prefecture-23", "311")
GERMANY = AtlasPages("de", "2024.1", "district", "traffic-and-logistics", 2024, "de-district-09162", "513")
ATLASES = (US, STATES, EARLIER, EUROPE, JAPAN, GERMANY)
