"""Names of regions that are only in their own language: the pages on regions say so, and nowhere else."""

from django.test import Client
from tests.web.atlas_pages import GERMANY, JAPAN, AtlasPages

OF_ALL = "Regions without an English name in this edition are named in their own language."
OF_ONE = "Its name is in its own language; this edition has none in English."


def said_by(client: Client, atlas: AtlasPages) -> tuple[bool, bool]:
    """Whether the list of regions says it, and the page of one."""
    listed, one = client.get(f"{atlas.root}regions/"), client.get(f"{atlas.root}regions/{atlas.region}/")
    return OF_ALL in listed.text, OF_ONE in one.text


def test_german_districts_have_no_names_in_english_and_japanese_prefectures_do(several: Client) -> None:
    assert said_by(several, GERMANY) == (True, True)
    assert said_by(several, JAPAN) == (False, False)
