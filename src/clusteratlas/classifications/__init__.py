"""Industry and region codes: their trees, titles and vintages, and sums along the trees."""

from clusteratlas.classifications import cn_regions, de_regions, eu_regions, jp_regions, us_regions
from clusteratlas.classifications.classification import LANGUAGES, Classification
from clusteratlas.classifications.concordance import Concordance, split_by, split_equally
from clusteratlas.classifications.concordance_carry import Carried, apportion, carry
from clusteratlas.classifications.concordance_tables import concordance
from clusteratlas.classifications.delineation_changes import AreaChange, changes
from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.classifications.gazetteers import GAZETTEERS, gazetteer
from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.classifications.nuts_versions import nuts_concordance
from clusteratlas.classifications.purity import Purity, purity
from clusteratlas.classifications.region import Region
from clusteratlas.classifications.registry import CLASSIFICATIONS, classification, naics
from clusteratlas.classifications.rollup import leaves_only, roll_up
from clusteratlas.classifications.trees import ancestry, county_ancestry, place_ancestry, region_ancestry

__all__ = [
    "CLASSIFICATIONS",
    "GAZETTEERS",
    "LANGUAGES",
    "AreaChange",
    "Carried",
    "Classification",
    "Concordance",
    "Gazetteer",
    "Purity",
    "Region",
    "ancestry",
    "apportion",
    "carry",
    "changes",
    "classification",
    "cn_regions",
    "concordance",
    "county_ancestry",
    "de_regions",
    "eu_regions",
    "gazetteer",
    "jp_regions",
    "leaves_only",
    "naics",
    "nearest_code",
    "nuts_concordance",
    "place_ancestry",
    "purity",
    "region_ancestry",
    "roll_up",
    "split_by",
    "split_equally",
    "us_regions",
]
