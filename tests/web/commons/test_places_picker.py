"""The picker of regions and clusters: what is offered, what a form takes, and how it is shown again."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import programme

from clusteratlas_web.registry.forms.places import CLUSTER, REGION, PlacesField

WICHITA, AEROSPACE = "us-metro-48620", "us/aerospace-vehicles-and-defense"


def offered(client: Client, kind: str, text: str, language: str = "") -> list[tuple[str, str]]:
    """The options of an answer: what is written, and what stands beside it."""
    answer = client.get(f"{language}/organisations/places/{kind}/", {"q": text})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (HTTPStatus.OK, "public, max-age=300")
    assert not answer.cookies
    return re.findall('<option value="([^"]*)">([^<]*)</option>', answer.text)


@pytest.mark.parametrize("text", ["wichita, k", "WICHITA", "威奇托", "metro-48620"])
def test_a_region_is_offered_by_either_name_and_by_its_code(sample: Client, text: str) -> None:
    assert (f"{WICHITA} Wichita, KS", "威奇托（堪萨斯） · Metropolitan areas") in offered(sample, "region", text)
    chinese = offered(sample, "region", text, "/zh-hans")
    assert [label.split(" · ")[0] for value, label in chinese if value.startswith(WICHITA)] == ["Wichita, KS"]


def test_what_begins_so_comes_first_and_no_more_than_a_dozen(sample: Client) -> None:
    found = [value.split(" ", 1)[1] for value, _ in offered(sample, "region", "a")]
    assert (len(found), {name[0] for name in found}) == (12, {"A"})
    clusters = offered(sample, "cluster", "aerospace")
    assert [value.split()[0] for value, _ in clusters] == [AEROSPACE]
    assert offered(sample, "place", "aerospace") == clusters
    assert [offered(sample, "region", text) for text in ("", "no such place", "<script>", "%")] == [[]] * 4
    assert sample.get("/organisations/places/nonsense/?q=a").status_code == HTTPStatus.NOT_FOUND


def sent(*lines: str) -> QueryDict:
    """What a browser sends of the lines of a picker."""
    data = QueryDict(mutable=True)
    data.setlist("places", list(lines))
    return data


def taken(field: PlacesField, *lines: str) -> Any:
    """What a form makes of lines."""
    return field.clean(field.widget.value_from_datadict(sent(*lines), {}, "places"))


@pytest.mark.usefixtures("sample")
def test_lines_become_codes_each_once_and_are_shown_with_their_names() -> None:
    field = PlacesField(REGION)
    assert taken(field, f"{WICHITA} Wichita, KS", "", "威奇托", "us") == (WICHITA, "us")
    assert (taken(field, "", " "), taken(PlacesField(REGION, single=True), "")) == ((), "")
    assert taken(PlacesField(CLUSTER, single=True), "Aerospace Vehicles and Defense") == AEROSPACE
    shown = field.widget.render("places", field.prepare_value([WICHITA]), {"id": "id_places"})
    assert shown.count("<input") == 3
    assert f'value="{WICHITA} Wichita, KS"' in shown
    assert 'list="id_places_list"' in shown
    assert '<datalist id="id_places_list">' in shown
    again = field.widget.render("places", field.prepare_value('"><script>'), {"id": "id_places"})
    assert "<script>" not in again


@pytest.mark.usefixtures("sample")
def test_every_line_that_nobody_knows_is_refused_with_the_nearest() -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as refused:
        taken(PlacesField(REGION), "us-metro-48621", WICHITA, "Nowhere at all")
    first, second = refused.value.messages
    assert first == "There is no region “us-metro-48621”. The nearest is us-metro-48620 (Wichita, KS)."
    assert second.startswith("There is no region “Nowhere at all”.")


def test_forms_of_records_and_programmes_carry_it_and_store_what_it_sends(cast: Cast) -> None:
    ana, finn = cast.client("ana"), cast.client("finn")
    address = "/organisations/valley-optics/edit/places/"
    facts = {"version": 1, "regions": [WICHITA, "", "us"], "clusters": ["us/plastics"], "industries": ""}
    assert ana.post(address, facts).status_code == HTTPStatus.FOUND
    assert [each.region for each in cast.valley.regions.order_by("pk")] == [WICHITA, "us"]
    assert ana.get(address).text.count('data-places="/organisations/places/region/"') == 1
    made, adding = programme("one", cast.ministry), "/programmes/one/edit/place/"
    assert finn.get(adding).text.count('data-places="/organisations/places/place/"') == 1
    assert finn.post(adding, {"version": 1, "kind": "region", "code": f"{WICHITA}"}).status_code == HTTPStatus.FOUND
    assert [(each.kind, each.code) for each in made.places.all()] == [("region", WICHITA)]
