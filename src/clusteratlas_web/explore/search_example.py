"""What a search box suggests to type: a region, a cluster and a code of the edition at hand."""

from functools import lru_cache

from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas_web.explore.naming import Naming

# The region with the most jobs of the first level, the first cluster, and the code of it that has the most jobs.
_EXAMPLE = """
with first as (
    select c.cluster, m.industry from clusters c join membership m using (cluster)
    left join national n on n.industry = m.industry and n.year = $year
    where c.subcluster is null and m.vintage = $vintage
    order by c.kind desc, c.position, n.employment desc nulls last, m.industry limit 1)
select s.region, f.cluster, f.industry from summary s cross join first f
where s.year = $year and s.level = $level order by s.employment desc nulls last, s.region limit 1
"""


@lru_cache(maxsize=64)  # every page says it, and an edition never changes
def _example(edition: Edition) -> tuple[str, str, str] | None:
    manifest, year = edition.manifest, edition.manifest.latest_year
    values = {"year": year, "vintage": manifest.vintage(year), "level": manifest.levels[0]}
    rows = edition.rows(_EXAMPLE, values)
    return (rows[0]["region"], rows[0]["cluster"], rows[0]["industry"]) if rows else None


def search_example(edition: Edition, names: Naming) -> str:
    """Los Angeles, Aerospace & Defense, 336411 …"""
    found = _example(edition)
    if found is None:
        return ""
    region, cluster, code = found
    words = {"region": names.short_region(region), "cluster": names.short_cluster(cluster), "code": code}
    return gettext("%(region)s, %(cluster)s, %(code)s …") % words
