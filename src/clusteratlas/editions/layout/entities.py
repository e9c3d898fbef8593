"""The tables of what an edition speaks of: regions, industries, clusters, their names, and how they are found."""

from clusteratlas.editions.layout.table import SMALL, TEXT, TRUTH, TableLayout, every

ENTITIES = {
    "regions": TableLayout.of(
        "region",
        every("region level parent name states counties", TEXT) | {"delineation": SMALL, "has_boundary": TRUTH},
    ),
    "industries": TableLayout.of(
        "industry", every("industry parent", TEXT) | {"digits": SMALL} | every("title vintages", TEXT)
    ),
    "clusters": TableLayout.of(
        "cluster subcluster", every("cluster subcluster kind", TEXT) | {"position": SMALL, "name": TEXT}
    ),
    "membership": TableLayout.of("vintage industry", every("vintage industry cluster subcluster", TEXT)),
    "names": TableLayout.of("entity code language", every("entity code language name", TEXT)),
    "search": TableLayout.of("piece entity code", every("entity code piece", TEXT)),
}
