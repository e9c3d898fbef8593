"""What can be taken away from each section of a cluster's page, and where each is explained."""

from clusteratlas_web.explore.cluster_page import concentration, life_cycle, network, related, rule_counts, taken
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.foundation.page import Link

Tools = tuple[Link, ...]


def section_tools(subject: ClusterSubject) -> dict[str, Tools]:
    """Links by section."""
    edition = subject.to.page("edition")
    methods = {
        taken.REGIONS: f"{edition}#methods",
        taken.SUBCLUSTERS: f"{edition}#methods",
        taken.INDUSTRIES: f"{edition}#methods",
        taken.CROSSED: f"{edition}#rules",
        rule_counts.TABLE: f"{edition}#rules",
        concentration.TABLE: f"#{concentration.METHOD}",
        life_cycle.TABLE: f"{edition}#life-cycle",
        related.TABLE: f"#{related.METHOD}",
    }
    chosen = {"level": subject.level, "year": subject.year, "rules": subject.rules.query}
    links = {
        name.replace("-", "_"): table_tools(_address(subject, "cluster-table", table=name), method, **chosen)
        for name, method in methods.items()
    }
    drawn = chart_tools(_address(subject, "cluster-chart", chart=network.CHART), f"#{related.METHOD}", **chosen)
    return links | {"network": drawn}


def _address(subject: ClusterSubject, page: str, **codes: str) -> str:
    """The address of a file up to where its format begins."""
    return subject.to.page(page, cluster=subject.code, **codes, format="csv").removesuffix(".csv")
