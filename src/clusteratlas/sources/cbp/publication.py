"""What County Business Patterns says of itself."""

from clusteratlas.sources.origin import Publication

PUBLICATION = Publication(
    title="County Business Patterns",
    producer="US Census Bureau",
    address="https://www.census.gov/programs-surveys/cbp.html",
    licence="Public domain (US federal statistics)",
    citation="US Census Bureau, County Business Patterns",
)
