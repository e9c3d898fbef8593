"""Regions and clusters of the current editions for the commons, and a home without any."""

import shutil
from pathlib import Path

import pytest
from django.test import override_settings


def test_a_home_without_editions_takes_every_code_and_shows_it(platform: None, tmp_path: Path) -> None:
    from clusteratlas_web.foundation.places import (
        ancestors,
        ground,
        is_cluster,
        is_region,
        nearest_region,
        region_address,
        region_name,
    )

    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        assert (is_region("us-metro-48620"), is_region(""), is_cluster("us", "plastics")) == (True, False, True)
        assert (str(region_name("us-metro-48620")), region_address("us-metro-48620")) == ("us-metro-48620", "")
        assert (ancestors("us-metro-48620"), nearest_region("x"), ground("us")) == ((), "", None)


@pytest.mark.usefixtures("sample")
def test_the_sample_edition_names_checks_and_places_codes() -> None:
    from clusteratlas_web.foundation.places import (
        ancestors,
        cluster_name,
        find_clusters,
        find_regions,
        is_region,
        nearest_cluster,
        nearest_region,
        region_address,
        region_name,
    )

    wichita = "us-metro-48620"
    assert (is_region(wichita), is_region("us-metro-48621"), nearest_region("us-metro-48621")) == (True, False, wichita)
    assert (str(region_name(wichita)), str(region_name(wichita, "zh-hans"))) == ("Wichita, KS", "威奇托（堪萨斯）")
    assert (find_regions("Wichita, KS"), find_regions("威奇托"), find_regions("Nowhere")) == (
        (wichita,),
        (wichita,),
        (),
    )
    assert ancestors(wichita)[-1] == "us"
    aerospace = "us/aerospace-vehicles-and-defense"
    assert find_clusters("Aerospace Vehicles and Defense") == (aerospace,)
    assert nearest_cluster("Aerospace Vehicle and Defence") == aerospace
    assert str(cluster_name("us", "aerospace-vehicles-and-defense")) == "Aerospace Vehicles and Defense"
    assert region_address(wichita) == "/us/regions/us-metro-48620/"


def test_a_damaged_edition_takes_its_names_away_and_nothing_else(
    platform: None, sample_home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from clusteratlas_web.foundation.places import is_region, places, region_name

    home = tmp_path / "home"
    shutil.copytree(sample_home / "atlases", home / "atlases")
    next((home / "atlases" / "us" / "editions" / "2019.1").glob("regions.parquet")).unlink()
    with override_settings(CLUSTERATLAS_HOME=home):
        assert places().atlases == {}
        assert is_region("us-metro-48620")
        assert str(region_name("us-metro-48620")) == "us-metro-48620"
    assert "regions.parquet is missing" in caplog.text
