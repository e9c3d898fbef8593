"""What the API refuses: always as a problem that says what, why, what to do and the nearest code; never a fault."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from tests.web.api_answers import ROOT, US, problem_of

from clusteratlas_web.api.limits import COUNTER, Counter, Rate, rate_of

HERE = f"{US}/regions/us-metro-48620"
UNKNOWN = {  # an address, its status, the kind of problem, the nearest
    f"{ROOT}/atlases/uss": (404, "no-such-atlas", "us"),
    f"{ROOT}/atlases/us/2018.9": (404, "no-such-edition", "2019.1"),
    f"{US}/regions/us-metro-4862": (404, "no-such-entry", "us-metro-48620"),
    f"{US}/clusters/plastic": (404, "no-such-entry", "plastics"),
    f"{US}/industries/33641": (200, "", None),
    f"{US}/industries/336417": (404, "no-such-entry", "336411"),
    f"{HERE}/clusters/plastik": (404, "no-such-entry", "plastics"),
    f"{US}/tables/portfolios": (400, "unknown-choice", "portfolio"),
    f"{US}/boundaries/metros": (400, "unknown-choice", "metro"),
    f"{US}/boundaries/country": (400, "unknown-choice", None),
    f"{ROOT}/glossary/location_quotents": (404, "no-such-entry", "location_quotient"),
    f"{ROOT}/nowhere": (404, "no-such-address", None),
    f"{US}/regions/": (404, "no-such-address", None),
    f"{US}/changes/2018.9": (404, "no-such-edition", "2019.1"),
    f"{US}/regions/us/peers": (404, "no-such-entry", None),
    f"{US}/regions/us/brief": (404, "no-such-entry", None),
    f"{US}/compare?regions=us-metro-48620,us-metro-4862": (404, "no-such-entry", "us-metro-48620"),
    f"{US}/compare/headlines?clusters=plastics,us-metro-48620": (404, "no-such-entry", None),
    f"{US}/compare?regions=us-metro-48620": (400, "cannot-compare", None),
    f"{US}/compare?regions=us-metro-48620,us": (400, "cannot-compare", None),
    f"{US}/compare": (400, "cannot-compare", None),
    f"{US}/compare?regions=us-metro-48620,us-metro-31080&codes=us-micro-10460": (400, "cannot-compare", None),
    f"{US}/custom-region?units=metro-4862": (404, "no-such-entry", "48620"),
    f"{US}/custom-region?units=metro-48620.48620": (400, "units-refused", None),
    f"{US}/custom-region/units?units=town-1": (400, "units-refused", None),
    f"{US}/definitions/us-benchmarc": (404, "no-such-entry", "us-benchmark"),
    f"{US}/draft?move=33641x automotive why": (400, "draft-refused", "336411"),
    f"{US}/draft/clusters?move=336411 automotiv why": (400, "draft-refused", "automotive"),
    f"{US}/draft/members?open=automotiv": (404, "no-such-entry", "automotive"),
    f"{US}/explained/portfolio/location_quotient?region=us-metro-4862&cluster=plastics": (
        404, "no-such-entry", "us-metro-48620"),
    f"{US}/explained/portfolio/names?region=us-metro-48620": (404, "no-such-entry", None),
    f"{US}/explained/portfolio/employment?region=us-metro-48620": (404, "no-such-entry", None),
    f"{HERE}/charts/portfolios": (400, "unknown-choice", "portfolio"),
    f"{HERE}/clusters/plastik/chain": (404, "no-such-entry", "plastics"),
    f"{US}/map?cluster=plastic": (400, "unknown-choice", "plastics"),
    f"{ROOT}/search?q=plastics&atlas=uss": (400, "unknown-choice", "us"),
}  # fmt: skip
BAD = [  # an address and a query
    (f"{US}/regions", {"year": "1871"}),
    (f"{US}/regions", {"year": "99999999999999999999"}),
    (f"{US}/regions", {"year": "-1"}),
    (f"{US}/regions", {"year": "2019.5"}),
    (f"{US}/regions", {"year": ""}),
    (f"{US}/regions", {"level": "county"}),
    (f"{US}/regions", {"level": "metro' or 1=1 --"}),
    (f"{US}/regions", {"state": "ZZ"}),
    (f"{US}/regions", {"order": "name desc; drop table regions"}),
    (f"{US}/regions", {"rules": "no-such-book"}),
    (f"{US}/regions", {"limit": "5001"}),
    (f"{US}/regions", {"limit": "-1"}),
    (f"{US}/regions", {"page": "0"}),
    (f"{US}/regions", {"page": "1e9"}),
    (f"{US}/regions", {"page": "99999999999999999999999"}),
    (f"{US}/regions", {"language": "fr"}),
    (f"{US}/regions", {"yaer": "2019"}),
    (f"{US}/regions", {"q": "x" * 201}),
    (f"{HERE}/opportunities", {"weights": "closeness:-1"}),
    (f"{HERE}/opportunities", {"weights": "nearness:1"}),
    (f"{HERE}/opportunities", {"weights": "closeness:nan,gap:inf"}),
    (f"{US}/sum", {}),
    (f"{US}/sum", {"regions": "us-metro-48620"}),
    (f"{US}/sum", {"regions": "us-metro-48620", "cluster": "plastics", "industry": "00"}),
    (f"{US}/sum", {"regions": "us-metro-48620,us-metro-48620", "cluster": "plastics"}),
    (f"{US}/sum", {"regions": "us,us-metro-48620", "cluster": "plastics"}),
    (f"{US}/sum", {"regions": ",,,", "cluster": "plastics"}),
    (f"{US}/sum", {"regions": "us-metro-48620", "cluster": "plastics", "measure": "wages"}),
    (f"{US}/tables/names", {"year": "2019"}),
    (f"{US}/tables/portfolio/file", {"format": "xlsx"}),
    (f"{US}/membership", {"vintage": "1066"}),
    (f"{US}/search", {}),
    (f"{ROOT}/search", {}),
    (f"{ROOT}/search", {"q": "x", "kind": "person"}),
    (f"{US}/compare/headlines", {"regions": "us-metro-48620,us-metro-31080", "years": "2018,2019"}),
    (f"{US}/compare/changes", {"cluster": "plastics", "since": "2018"}),
    (f"{US}/compare/members", {"regions": "us-metro-48620,us-metro-31080", "against": "friends"}),
    (f"{US}/compare/related", {"regions": "us-metro-48620,us-metro-31080"}),
    (f"{US}/custom-region", {}),
    (f"{US}/custom-region", {"units": "metro-48620", "ranked": "town"}),
    (f"{US}/custom-region", {"units": "metro-48620", "name": "x" * 81}),
    (f"{US}/draft", {"from": "/etc/passwd"}),
    (f"{US}/draft", {"name": "us-benchmark"}),
    (f"{US}/draft", {"rename": "automotive|Cars"}),
    (f"{US}/draft/folder", {"level": "metro"}),
    (f"{US}/explained/portfolio/employment", {"region": "us-metro-48620", "cluster": "plastics", "peer": "x"}),
    (f"{US}/map", {"jobs": "many"}),
    (f"{US}/map/regions", {"order": "name"}),
    (f"{US}/map/regions", {"was": "plastics"}),
]
HOSTILE = [
    "\x00",
    "a\x00b",
    "';drop table regions;--",
    "../../etc/passwd",
    "%s%n",
    "𝕬",
    "\ud7ff",
    "<script>",
    "${7*7}",
    " ",
]


@pytest.mark.parametrize("address", UNKNOWN)
def test_the_unknown_is_told_with_the_nearest_code(sample: Client, address: str) -> None:
    status, kind, nearest = UNKNOWN[address]
    if status == 200:
        assert sample.get(address).status_code == 200
        return
    told = problem_of(sample, address, status)
    assert (told["type"], told.get("nearest")) == (f"urn:clusteratlas:problem:{kind}", nearest)


@pytest.mark.parametrize(("address", "query"), BAD)
def test_a_bad_value_is_refused_and_names_the_parameter(sample: Client, address: str, query: dict[str, str]) -> None:
    told = problem_of(sample, address, 400, **query)
    assert told["detail"]
    assert told["remedy"]
    if len(query) == 1 and not query.keys() & {"regions", "weights", "name", "rename"}:
        assert told.get("parameter", next(iter(query))) == next(iter(query))


def test_a_misspelt_parameter_is_not_passed_over(sample: Client) -> None:
    told = problem_of(sample, f"{US}/regions", 400, levle="micro")
    assert (told["parameter"], told["nearest"]) == ("levle", "level")
    twice = sample.get(f"{US}/regions?year=2018&year=2019")
    assert (twice.status_code, twice.json()["parameter"]) == (400, "year")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("address", ["regions/{}", "clusters/{}", "industries/{}", "tables/{}", "boundaries/{}/", "{}"])
def test_a_hostile_address_is_a_plain_refusal(sample: Client, address: str, text: str) -> None:
    from urllib.parse import quote

    answer = sample.get(f"{US}/{address.format(quote(text, safe=''))}")
    assert answer.status_code in (400, 404), answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("regions", "q"),
        ("regions", "level"),
        ("regions", "state"),
        ("regions", "rules"),
        ("search", "q"),
        ("thresholds", "cluster"),
        ("tables/portfolio", "region"),
        ("regions/us-metro-48620/opportunities", "weights"),
        ("regions", "format"),
    ],
)
def test_a_hostile_value_is_a_plain_refusal_or_finds_nothing(
    sample: Client, address: str, name: str, text: str
) -> None:
    answer = sample.get(f"{US}/{address}", {name: text})
    assert answer.status_code in (200, 400, 404, 406), answer.content
    if answer.status_code == 200:
        assert answer.json()["count"] == 0 or text.strip() in ("", "𝕬", "%s%n", "${7*7}", "<script>", "\ud7ff")


def test_ten_thousand_codes_are_refused_at_once(sample: Client) -> None:
    codes = ",".join(f"us-metro-{number:05d}" for number in range(10_000))
    told = problem_of(sample, f"{US}/sum", 400, regions=codes, cluster="plastics")
    assert len(told["instance"]) <= 500
    assert len(str(told)) < 5000
    few = problem_of(sample, f"{US}/sum", 400, regions=",".join(str(n) for n in range(501)), cluster="plastics")
    assert few["type"].endswith("too-much")
    assert "501" in few["detail"]
    unknown = problem_of(sample, f"{US}/sum", 404, regions="us-metro-4862", cluster="plastics")
    assert unknown["nearest"] == "us-metro-48620"


def test_a_format_that_nobody_writes_is_not_acceptable(sample: Client) -> None:
    answer = sample.get(f"{US}/regions", headers={"accept": "application/xml"})
    assert answer.status_code == 406
    assert answer.json()["allowed"] == ["application/json", "text/csv", "application/vnd.apache.arrow.stream"]
    assert sample.get(US, headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(sample: Client, method: str) -> None:
    answer = getattr(sample, method)(f"{US}/regions")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "GET" in answer.json()["detail"]


def test_what_other_parts_refuse_is_a_problem_too(sample: Client) -> None:
    host = sample.get(US, headers={"host": "evil.example"})
    assert (host.status_code, host.headers["Content-Type"]) == (400, "application/problem+json")
    unmeasured = sample.get(US, headers={"transfer-encoding": "chunked"})
    assert (unmeasured.status_code, unmeasured.json()["status"]) == (411, 411)


def test_more_parameters_than_are_read_are_refused_as_a_problem(sample: Client) -> None:
    many = {f"a{number}": "1" for number in range(2001)}
    found = problem_of(sample, f"{US}/regions", 400, **many)
    assert found["type"].endswith(":too-much")
    assert "2000 parameters" in found["detail"]
    del many["a0"]
    assert problem_of(sample, f"{US}/regions", 400, **many)["type"].endswith(":unknown-parameter")


def test_a_damaged_edition_is_a_fault_that_says_so(tmp_path: object, client: Client) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text("not a manifest", encoding="utf-8")
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        problem_of(client, US, 500)


def test_refusals_speak_chinese(sample: Client) -> None:
    told = problem_of(sample, f"{US}/regions/us-metro-4862", 404, language="zh-hans")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told["title"])


@pytest.fixture
def three_a_minute() -> Iterator[None]:
    """A limit that is soon reached."""
    COUNTER.forget()
    with override_settings(CLUSTERATLAS_API_RATE="3/m"):
        yield
    COUNTER.forget()


@pytest.mark.usefixtures("three_a_minute")
def test_too_many_requests_are_told_to_wait(sample: Client) -> None:
    assert [sample.get(US).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = sample.get(f"{US}/regions")
    assert (refused.status_code, refused.headers["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert sample.get(US, REMOTE_ADDR="10.0.0.9").status_code == 200
    assert sample.get("/us/2019.1/edition/").status_code == 200  # pages are not counted


@pytest.mark.usefixtures("three_a_minute")
def test_a_forged_header_is_not_believed(sample: Client) -> None:
    answers = [sample.get(US, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_a_span_ends_and_addresses_are_told_apart() -> None:
    counter, rate = Counter(most_addresses=2), Rate(2, 60)
    assert [counter.count("a", rate, now=at) for at in (0, 1, 2, 59)] == [0, 0, 58, 1]
    assert counter.count("b", rate, now=59) == 0
    assert counter.count("a", rate, now=60) == 0
    assert counter.count("c", rate, now=61) == 0  # b is forgotten, which has not asked for longest
    assert counter.count("b", rate, now=62) == 0


@pytest.mark.parametrize(("text", "rate"), [("600/m", Rate(600, 60)), ("5/s", Rate(5, 1)), ("1/h", Rate(1, 3600))])
def test_a_rate_is_read(text: str, rate: Rate) -> None:
    assert rate_of(text) == rate


@pytest.mark.parametrize("text", ["", "0/m", "600", "600/d", "-1/m", "1e3/m", "99999999/m"])
def test_a_bad_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="600/m"):
        rate_of(text)
    assert rate_of("0") is None
