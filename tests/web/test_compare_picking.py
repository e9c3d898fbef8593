"""Picking what is compared: words that are searched for, links that add and take away, and what is refused, and why."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

PAGE = "/us/2019.1/compare/"
WICHITA, SEATTLE, TUCSON = "us-metro-48620", "us-metro-42660", "us-metro-46060"


def links(page: str) -> list[str]:
    """The addresses a page leads to."""
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', page)]


def asked(address: str) -> dict[str, str]:
    """What an address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def of_level(sample: Client, count: int) -> list[str]:
    """So many codes of regions, as the list of regions has them."""
    return list(dict.fromkeys(re.findall(r"/regions/(us-metro-\d+)/", sample.get("/us/2019.1/regions/").text)))[:count]


def test_words_that_mean_one_region_lead_to_the_comparison_with_it(sample: Client) -> None:
    first = sample.get(PAGE, {"add": "wichita ks", "of": "regions"})
    assert asked(first.headers["Location"]) == {"pick": WICHITA}
    then = sample.get(PAGE, {"pick": WICHITA, "of": "regions", "add": "tucson"})
    assert asked(then.headers["Location"]) == {"regions": f"{WICHITA},{TUCSON}"}
    kept = {"regions": f"{WICHITA},{TUCSON}", "year": "2018", "measure": "employment", "against": "peers"}
    more = sample.get(PAGE, {**kept, "of": "regions", "add": SEATTLE})
    assert asked(more.headers["Location"]) == kept | {"regions": f"{WICHITA},{TUCSON},{SEATTLE}"}
    cluster = sample.get(PAGE, {"of": "clusters", "pick": "plastics", "add": "automotive"})
    assert asked(cluster.headers["Location"]) == {"clusters": "plastics,automotive"}


def test_words_that_mean_several_or_none_are_asked_back(sample: Client) -> None:
    several = sample.get(PAGE, {"regions": f"{WICHITA},{TUCSON}", "of": "regions", "add": "springfield"}).text
    added = [
        asked(link)["regions"].split(",")[-1] for link in links(several) if "regions=" in link and link.count(",") == 2
    ]
    assert {"us-metro-44100", "us-metro-44140", "us-metro-44180", "us-metro-44220"} <= set(added)
    none = sample.get(PAGE, {"of": "regions", "add": "atlantis <b>"})
    assert none.status_code == 200
    assert "Nothing is called “atlantis &lt;b&gt;”" in none.text


def test_suggestions_lead_to_the_comparison_that_has_them_too(sample: Client) -> None:
    asking = {"regions": f"{WICHITA},{TUCSON}", "of": "regions", "add": "seatt"}
    found = sample.get(f"{PAGE}suggestions/", asking).text
    assert 'role="option"' in found
    assert asked(links(found)[0]) == {"regions": f"{WICHITA},{TUCSON},{SEATTLE}"}


def test_each_is_taken_out_by_a_link_and_peers_are_put_in_by_one(sample: Client) -> None:
    page = sample.get(f"{PAGE}?regions={WICHITA},{SEATTLE},{TUCSON}&year=2018").text
    away = [asked(unescape(found)) for found in re.findall(r'class="away" href="([^"]+)"', page)]
    assert [said["regions"] for said in away] == [f"{SEATTLE},{TUCSON}", f"{WICHITA},{TUCSON}", f"{WICHITA},{SEATTLE}"]
    assert {said["year"] for said in away} == {"2018"}
    put = [asked(unescape(found))["regions"] for found in re.findall(r'class="chip" href="([^"]+)"', page)]
    assert put
    assert all(said.startswith(f"{WICHITA},{SEATTLE},{TUCSON},us-metro-") for said in put)
    two = sample.get(f"{PAGE}?regions={WICHITA},{SEATTLE}").text
    left = [asked(unescape(found)) for found in re.findall(r'class="away" href="([^"]+)"', two)]
    assert left == [{"pick": SEATTLE}, {"pick": WICHITA}]


def test_what_a_form_sends_leads_to_the_one_way_it_is_said(sample: Client) -> None:
    sent = f"{PAGE}?measure=employment&codes=&regions={WICHITA};%20{TUCSON}&against=level&utm=1"
    answer = sample.get(sent)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{PAGE}?regions={WICHITA},{TUCSON}&measure=employment&against=level"
    assert sample.get(answer.headers["Location"]).status_code == 200
    own = sample.get(f"{PAGE}?regions={WICHITA},{TUCSON}&codes={SEATTLE}")
    assert asked(own.headers["Location"])["against"] == "own"


def test_the_pages_of_a_region_and_of_a_cluster_lead_here(sample: Client) -> None:
    assert f"{PAGE}?pick={WICHITA}" in links(sample.get(f"/us/2019.1/regions/{WICHITA}/").text)
    assert f"{PAGE}?pick=plastics" in links(sample.get("/us/2019.1/clusters/plastics/").text)
    picked = sample.get(f"{PAGE}?pick={WICHITA}").text
    together = [asked(link) for link in links(picked) if "regions=" in link]
    assert all(said["regions"].startswith(f"{WICHITA},") for said in together)
    assert asked(next(link for link in links(picked) if "region=" in link)) == {"region": WICHITA, "years": "2018,2019"}


def refusal(sample: Client, query: str) -> tuple[int, str, str, list[dict[str, str]]]:
    """The status, what is so, why, and what the ways out ask for."""
    answer = sample.get(f"{PAGE}?{query}")
    what = unescape(re.findall(r"<h1>(.*?)</h1>", answer.text)[0])
    why = unescape(re.findall(r'class="why">(.*?)</p>', answer.text)[0])
    acts = answer.text.split('class="acts"')[1].split("</p>")[0]
    return answer.status_code, what, why, [asked(link) for link in links(acts)]


def test_one_alone_is_refused(sample: Client) -> None:
    status, what, why, ways = refusal(sample, f"regions={WICHITA}")
    assert (status, what) == (400, "One region alone cannot be compared")
    assert why == "A comparison takes from 2 to 10."
    assert ways[:2] == [{"pick": WICHITA}, {"region": WICHITA}]
    assert refusal(sample, "clusters=plastics")[:2] == (400, "One cluster alone cannot be compared")
    assert refusal(sample, f"region={WICHITA}&years=2019")[:2] == (400, "One year alone cannot be compared")


def test_eleven_are_refused_and_ten_are_not(sample: Client) -> None:
    codes = of_level(sample, 11)
    status, what, _, ways = refusal(sample, f"regions={','.join(codes)}")
    assert (status, what) == (400, "11 are too many to compare")
    assert ways[0] == {"regions": ",".join(codes[:10])}
    assert sample.get(f"{PAGE}?regions={','.join(codes[:10])}").status_code == 200


def test_the_same_twice_is_refused(sample: Client) -> None:
    status, what, _, ways = refusal(sample, f"regions={WICHITA},{TUCSON},{WICHITA}")
    assert (status, what) == (400, f"{WICHITA} stands twice in this comparison")
    assert ways[0] == {"regions": f"{WICHITA},{TUCSON}"}


def test_an_unknown_code_is_refused_with_the_nearest(sample: Client) -> None:
    status, what, why, ways = refusal(sample, f"regions={WICHITA},us-metro-42661&year=2018")
    assert status == 404
    assert what == "There is no region “us-metro-42661” in edition us-2019.1"
    assert why == "The nearest known code is us-metro-42660."
    assert ways[0] == {"regions": f"{WICHITA},{SEATTLE}", "year": "2018"}
    assert refusal(sample, "clusters=plastics,automotiv")[2] == "The nearest known code is automotive."
    assert refusal(sample, f"regions={WICHITA},{TUCSON}&against=strong-in:plastic")[0] == 404


def test_a_cluster_among_regions_and_the_country_are_refused(sample: Client) -> None:
    status, _, why, _ = refusal(sample, f"regions={WICHITA},plastics")
    assert status == 404
    assert why.startswith("It is a cluster.")
    assert refusal(sample, f"clusters=plastics,{WICHITA}")[2].startswith("It is a region.")
    status, what, why, ways = refusal(sample, f"regions={WICHITA},us,{TUCSON}")
    assert status == 400
    assert what.endswith("cannot stand beside its own regions")
    assert "location quotients are all 1" in why
    assert ways[0] == {"regions": f"{WICHITA},{TUCSON}"}


def test_an_own_list_is_of_the_level_of_the_group(sample: Client) -> None:
    query = f"regions={WICHITA},{TUCSON}&against=own&codes={SEATTLE},us-micro-10100"
    status, what, _, ways = refusal(sample, query)
    assert (status, what) == (400, "us-micro-10100 is not of the level of the group")
    assert ways[0]["codes"] == SEATTLE
    assert refusal(sample, f"regions={WICHITA},{TUCSON}&level=county")[0] == 400
    long = ",".join(f"us-metro-{at:05}" for at in range(501))
    assert (
        refusal(sample, f"regions={WICHITA},{TUCSON}&against=own&codes={long}")[1] == "A list of 501 codes is too long"
    )


def test_regions_of_two_levels_stand_side_by_side_with_a_note(sample: Client) -> None:
    page = sample.get(f"{PAGE}?regions={WICHITA},us-micro-10100").text
    assert "The regions are of several levels: metropolitan areas, micropolitan areas." in page
    assert "Strong does not mean quite the same in each" in page


@pytest.mark.parametrize(
    "query",
    [
        f"regions={WICHITA},{TUCSON}&clusters=plastics,automotive",
        f"region={WICHITA},{TUCSON}",
        f"regions={WICHITA},{TUCSON}&year=1999",
        f"regions={WICHITA},{TUCSON}&since=2019",
        f"regions={WICHITA},{TUCSON}&rules=nobody",
        f"regions={WICHITA},{TUCSON}&measure=wages",
        f"regions={WICHITA},{TUCSON}&against=everybody",
        f"region={WICHITA}&years=2018,2031",
        f"regions={WICHITA},'%3B drop table regions --",
        "clusters=%00,plastics",
        "pick=nobody",
    ],
)
def test_no_other_address_is_answered_with_a_fault(sample: Client, query: str) -> None:
    answer = sample.get(f"{PAGE}?{query}")
    if answer.status_code == 302:  # the codes are written in the one way first
        answer = sample.get(answer.headers["Location"])
    assert answer.status_code in (400, 404)
    assert answer.templates[0].name == "failure.html"


def test_files_of_what_cannot_be_compared_are_refused_too(sample: Client) -> None:
    assert sample.get(f"{PAGE}headlines.csv?regions={WICHITA}").status_code == 400
    assert sample.get(f"{PAGE}nothing.csv?regions={WICHITA},{TUCSON}").status_code == 400
    assert sample.get(f"{PAGE}headlines.csv").status_code == 400
    assert sample.get(f"{PAGE}charts/other.svg?regions={WICHITA},{TUCSON}").status_code == 400
