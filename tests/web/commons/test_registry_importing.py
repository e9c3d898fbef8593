"""Imports: rows checked and told, duplicates decided, all stored at once and undone at once."""

import io
from http import HTTPStatus
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import fresh, listed, organisation, verbs_of

from clusteratlas_web.registry.refusals import NotReady, NotUndone

LINKS = 236  # the list has 237; what stands in it twice has the same cluster both times
HEAD = "Name,类型,country,founded,website,clusters,staff\n"


def read(cast: Cast, text: str, name: str = "list.csv", **given: str):
    from clusteratlas_web.registry.actions.importing import read_import
    from clusteratlas_web.registry.importing.rows import Given

    return read_import(cast.gao, SimpleUploadedFile(name, text.encode()), Given(**given), "verified")


def problems(batch) -> list[tuple[int, str]]:
    from clusteratlas_web.registry.importing.rows import said_problem

    return [(each["line"], said_problem(each)) for row in batch.rows.all() for each in row.errors]


def slugs() -> list[str]:
    from clusteratlas_web.registry.models import Organisation

    return sorted(Organisation.objects.values_list("slug", flat=True))


def test_headings_and_words_of_both_languages_are_understood(cast: Cast) -> None:
    batch = read(cast, HEAD + "Lens Works,企业,de,1999,lens.example,us/plastics,2\n")
    assert batch.columns == {
        "Name": "name",
        "类型": "kind",
        "country": "country",
        "founded": "founded",
        "website": "web",
        "clusters": "clusters",
        "staff": "staff_fte",
    }
    row = batch.rows.get()
    assert (row.number, row.decision, row.errors) == (2, "new", [])
    assert row.values == {
        "names": {"en": "Lens Works"},
        "kind": "firm",
        "country": "DE",
        "founded": 1999,
        "web": "https://lens.example",
        "clusters": ["us/plastics"],
        "staff_fte": "2.00",
    }


def test_errors_are_told_by_row_with_what_would_be_right(cast: Cast) -> None:
    batch = read(
        cast, HEAD + ',firn,Germany,12,not a page,,-3\nOk,firm,DE,2000,,,\n"x",firm,,,"javascript:alert(1)",,\n'
    )
    assert problems(batch) == [
        (2, "There is no name."),
        (2, "“firn” is not known. The nearest is “firm”."),
        (2, "“Germany” is not a country’s code of two letters, such as DE."),
        (2, "“12” is not a year between 800 and 2200."),
        (2, "“not a page” is not a web address that begins with http:// or https://."),
        (2, "“-3” is not a number of 0 or more."),
        (4, "“javascript:alert(1)” is not a web address that begins with http:// or https://."),
    ]


def test_nothing_is_stored_before_everything_is_decided_and_right(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.importing import Decision, decide_rows, store_import

    before = slugs()
    batch = read(cast, "name,kind\nGood,firm\nBad,nonsense\n")
    with pytest.raises(NotReady):
        store_import(cast.gao, batch)
    assert slugs() == before
    decide_rows(cast.gao, batch, {3: Decision("skip")})
    store_import(cast.gao, batch)
    assert slugs() == sorted([*before, "good"])
    with pytest.raises(NotReady):
        store_import(cast.gao, batch)


def test_a_failure_in_the_middle_stores_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusteratlas_web.registry.actions import importing

    batch, before = read(cast, "name,kind\nOne,firm\nTwo,firm\n"), slugs()
    made = importing.make

    def fails(person, facts, *more):
        if facts["names"]["en"] == "Two":
            raise RuntimeError("the disk is full")
        return made(person, facts, *more)

    monkeypatch.setattr(importing, "make", fails)
    with pytest.raises(RuntimeError):
        importing.store_import(cast.gao, batch)
    assert (slugs(), fresh(batch).stored) == (before, None)


def test_duplicates_of_records_and_of_earlier_rows_wait_for_a_decision(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.importing import Decision, decide_rows, store_import

    listed(cast)
    text = (
        "id,name,kind,cluster\n1,Valley Optics Inc,firm,us/plastics\n2,Blue Sky Forge,firm,\n3,Blue-Sky Forge,firm,\n"
    )
    batch = read(cast, text)
    waiting = {
        row.number: (row.decision, [(e.get("record"), e.get("row")) for e in row.likely]) for row in batch.rows.all()
    }
    assert waiting == {2: ("", [(cast.valley.pk, None)]), 3: ("new", []), 4: ("", [(None, 3)])}
    decide_rows(cast.gao, batch, {2: Decision("merge", into=cast.valley.pk), 4: Decision("merge", into_row=3)})
    store_import(cast.gao, batch)
    assert slugs() == ["blue-sky-forge", "ministry-of-economy", "valley-optics"]
    assert [each.key for each in fresh(cast.valley).clusters.all()] == ["us/plastics"]
    assert verbs_of(cast.valley) == ["import"]


def test_a_row_cannot_be_merged_into_a_record_it_was_not_offered(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.importing import Decision, decide_rows

    listed(cast)
    batch = read(cast, "name,kind\nValley Optics,firm\n")
    decide_rows(cast.gao, batch, {2: Decision("merge", into=cast.ministry.pk)})
    assert batch.rows.get().decision == ""


def test_rows_of_one_identifier_are_one_organisation(cast: Cast) -> None:
    batch = read(cast, "id,name,cluster,founded\n7,A,us/plastics,1990\n7,A,us/automotive,1991\n", kind="firm")
    row = batch.rows.get()
    assert row.values["clusters"] == ["us/plastics", "us/automotive"]
    assert problems(batch) == [(3, "“1991” differs from line 2, which is of the same organisation.")]


def test_an_import_is_undone_as_a_whole(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.importing import Decision, decide_rows, store_import, undo_import
    from clusteratlas_web.registry.queries.directory import Asked, find

    listed(cast)
    batch = read(
        cast, "name,name_zh,kind,founded,cluster\nValley Optics,山谷光学,firm,1999,us/plastics\nNew Forge,,firm,,\n"
    )
    decide_rows(cast.gao, batch, {2: Decision("merge", into=cast.valley.pk)})
    store_import(cast.gao, batch)
    assert (fresh(cast.valley).founded, len(find(Asked(text="forge")))) == (1999, 1)
    undo_import(cast.gao, batch)
    held = fresh(cast.valley)
    assert (held.founded, held.names.count(), held.clusters.count()) == (None, 1, 0)
    assert (slugs(), len(find(Asked(text="forge")))) == (["ministry-of-economy", "valley-optics"], 0)
    with pytest.raises(NotUndone):
        undo_import(cast.gao, batch)


def test_what_was_changed_since_is_not_undone(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import edit_profile
    from clusteratlas_web.registry.actions.importing import store_import, undo_import
    from clusteratlas_web.registry.models import Organisation

    batch = store_import(cast.gao, read(cast, "name,kind\nOne,firm\nTwo,firm\n"))
    two = Organisation.objects.get(slug="two")
    edit_profile(cast.gao, two, two.version, {"about": "hand-made"})
    with pytest.raises(NotUndone):
        undo_import(cast.gao, batch)
    assert {"one", "two"} <= set(slugs())


def test_a_record_that_somebody_acts_for_is_not_undone(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.importing import store_import, undo_import
    from clusteratlas_web.registry.models import Acting, Organisation

    batch = store_import(cast.gao, read(cast, "name,kind\nOne,firm\n"))
    Acting.objects.create(organisation=Organisation.objects.get(slug="one"), person=cast.carla, role="manager")
    with pytest.raises(NotUndone):
        undo_import(cast.gao, batch)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.xlsx", b"name,kind\nA,firm\n"),
        ("list.csv", b"PK\x03\x04\0\0"),
        ("list.pdf", b"%PDF-"),
        ("list.csv", b"name\n"),
    ],
)
def test_files_that_are_no_table_are_refused_at_the_field(cast: Cast, name: str, content: bytes) -> None:
    from clusteratlas_web.registry.models import ImportBatch

    upload = SimpleUploadedFile(name, content)
    page = cast.client("gao").post("/organisations/imports/", {"file": upload, "state": "verified"})
    assert (page.status_code, list(page.context["form"].errors)) == (HTTPStatus.OK, ["file"])
    assert ImportBatch.objects.count() == 0


def test_an_export_is_read_again_as_it_was(cast: Cast) -> None:
    organisation(
        "evil-firm",
        names={"en": "=HYPERLINK(1)", "zh-hans": "光电公司"},
        about="+1 and\nmore",
        regions=["us-metro-48620"],
        clusters=["us/plastics"],
        activities=["production"],
        capabilities=["@home"],
    )
    content = cast.client("gao").get("/organisations/table.xlsx?q=光电").content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active)
    cells = {head.value: cell for head, cell in zip(rows[0], rows[1], strict=True)}
    found = [cells[name] for name in ("English name", "About", "Capabilities")]
    assert [cell.value for cell in found] == ["=HYPERLINK(1)", "+1 and\nmore", "@home"]
    assert {(cell.data_type, cell.quotePrefix) for cell in found} == {("s", True)}  # text, also when it is edited
    text = cast.client("visitor").get("/zh-hans/organisations/table.csv?q=光电").content.decode("utf-8-sig")
    batch = read(cast, text)
    assert problems(batch) == []
    values = batch.rows.get().values
    assert (values["names"], values["activities"], values["clusters"]) == (
        {"en": "=HYPERLINK(1)", "zh-hans": "光电公司"},
        ["production"],
        ["us/plastics"],
    )


def test_the_list_of_2014_is_imported_whole_and_its_duplicates_resolved(
    cast: Cast, data: Path, sample_home: Path
) -> None:
    """It has 145 numbers for 144 organisations: one of them stands in it twice."""
    from django.test import override_settings

    from clusteratlas_web.registry.models import InCluster, Organisation

    file = data / "us" / "cluster_organisations_2014.csv"
    client = cast.client("gao")
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        upload = SimpleUploadedFile(file.name, file.read_bytes())
        given = {"kind": "cluster-organisation", "country": "US", "atlas": "us", "state": "verified"}
        address = client.post("/organisations/imports/", given | {"file": upload}).headers["Location"]
        counts = client.get(address).context["counts"]
        assert (counts["every"], counts["wrong"]) == (145, 0)
        rows = client.get(f"{address}?show=waiting").context["rows"]
        same = [(row.name, row.likely[0][1]) for row in rows if row.likely[0][1] == "same name"]
        assert same == [("Rochester Regional Photonics Cluster", "same name")]
        client.post(address, {f"decide-{row.number}": decision(row) for row in rows})
        assert client.get(address).context["may_store"] is True
        assert client.post(f"{address}store/").status_code == HTTPStatus.FOUND
        imported = Organisation.objects.exclude(pk__in=[cast.valley.pk, cast.ministry.pk])
        assert imported.count() == 144
        assert InCluster.objects.filter(organisation__in=imported).count() == LINKS
        assert client.post(f"{address}undo/").status_code == HTTPStatus.FOUND
    assert slugs() == ["ministry-of-economy", "valley-optics"]


def decision(row) -> str:
    """The same name is the same organisation; similar names are not, in this file."""
    return next(each.value for each in row.options if each.value.startswith("merge")) if _same(row) else "new"


def _same(row) -> bool:
    return row.likely[0][1] == "same name"
