"""Addresses of official files, as their producers publish them."""

import pytest

from clusteratlas.errors import UnknownChoice
from clusteratlas.sources.fetching_addresses import Remote, Wish, providers, remote

CENSUS = "https://www2.census.gov/programs-surveys/cbp/datasets"
BLS = "https://data.bls.gov/cew/data"
EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data"


@pytest.mark.parametrize(
    ("provider", "wish", "address", "name"),
    [
        # https://www.census.gov/data/datasets/2021/econ/cbp/2021-cbp.html, "Complete County File"
        ("cbp", Wish(2021), f"{CENSUS}/2021/cbp21co.zip", "cbp21co.zip"),
        ("cbp", Wish(2018, level="state"), f"{CENSUS}/2018/cbp18st.zip", "cbp18st.zip"),
        ("cbp", Wish(2009, level="metro"), f"{CENSUS}/2009/cbp09msa.zip", "cbp09msa.zip"),
        # https://www.bls.gov/cew/downloadable-data-files.htm
        ("qcew", Wish(2020), f"{BLS}/files/2020/csv/2020_annual_singlefile.zip", "2020_annual_singlefile.zip"),
        # https://www.bls.gov/cew/additional-resources/open-data/csv-data-slices.htm
        ("qcew", Wish(2016, area="13051"), f"{BLS}/api/2016/a/area/13051.csv", "2016-a-13051.csv"),
        ("qcew", Wish(2024, area="us000"), f"{BLS}/api/2024/a/area/US000.csv", "2024-a-US000.csv"),
        # https://wikis.ec.europa.eu/x/DeyhAg, the example with BOP_EU6_M
        ("eurostat", Wish(code="bop_eu6_m"), f"{EUROSTAT}/BOP_EU6_M?format=TSV&compressed=true", "bop_eu6_m.tsv.gz"),
    ],
)
def test_addresses_are_those_of_the_producers(provider: str, wish: Wish, address: str, name: str) -> None:
    assert remote(provider, wish) == Remote(address, name)


@pytest.mark.parametrize(
    ("provider", "wish", "message"),
    [
        ("cbp", Wish(), "year=None is not known. Choose one of: a year, such as 2021."),
        ("cbp", Wish(1997), "year=1997 is not known. Choose one of: 1998 and later."),
        ("cbp", Wish(2021, level="zip"), "level='zip' is not known. Choose one of: county, state, metro."),
        ("qcew", Wish(1989), "year=1989 is not known. Choose one of: 1990 and later."),
        ("eurostat", Wish(2020), "code=None is not known. Choose one of: the code of a dataset"),
        ("eurostat", Wish(code="a/b?c"), "code='a/b?c' is not known. Choose one of: the code of a dataset"),
        ("jp", Wish(2014), "provider='jp' is not known. Choose one of: cbp, qcew, eurostat."),
    ],
)  # fmt: skip
def test_a_wish_that_names_no_file_is_refused(provider: str, wish: Wish, message: str) -> None:
    with pytest.raises(UnknownChoice) as caught:
        remote(provider, wish)
    assert str(caught.value).startswith(message)


def test_there_are_three_providers_to_fetch_from() -> None:
    assert providers() == ["cbp", "qcew", "eurostat"]
