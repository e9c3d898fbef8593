"""What the Quarterly Census of Employment and Wages says of itself."""

from clusteratlas.sources.origin import Publication

PUBLICATION = Publication(
    title="Quarterly Census of Employment and Wages, annual averages",
    producer="US Bureau of Labor Statistics",
    address="https://www.bls.gov/cew/",
    licence="Public domain (US federal statistics)",
    citation="US Bureau of Labor Statistics, Quarterly Census of Employment and Wages",
)
