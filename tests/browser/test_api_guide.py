"""What the guide of the API shows is run as it stands, by somebody who copied it from the page."""

import csv
import io
import os
import shutil
import subprocess
import sys

from playwright.sync_api import Page
from tests.browser.looking import look

from clusteratlas.editions import Edition

QUICK = 60  # seconds that an example may take


def code(page: Page, language: str) -> str:
    """The lines of a language."""
    return page.locator(f".fig:has(#{language}) pre").inner_text()


def ran(*command: str) -> str:
    """What a program prints."""
    wide = os.environ | {"COLUMNS": "200"}  # a terminal in which no column is left out
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=QUICK, env=wide).stdout


def regions_of(edition: Edition, cluster: str) -> dict[str, str]:
    """The regions of the first level that have figures, and their jobs in a cluster; empty where the file has none."""
    rows = edition.rows(
        "select s.region, p.employment from summary s left join portfolio p on p.region = s.region and p.year = s.year "
        "and p.cluster = ? and p.subcluster is null where s.year = 2019 and s.level = 'metro'",
        [cluster],
    )
    return {row["region"]: "" if row["employment"] is None else str(row["employment"]) for row in rows}


def test_the_lines_for_curl_give_the_figures(page: Page, sample_edition: Edition) -> None:
    page.goto("/api/")
    look(page, "api")
    lines = code(page, "curl")
    first, second = (line for line in lines.splitlines() if line.startswith("curl "))
    cluster = first.partition("/clusters/")[2].partition("/")[0]
    shell = shutil.which("sh") or "sh"
    rows = csv.DictReader(io.StringIO(ran(shell, "-c", f"{first} --silent").removeprefix("\ufeff")))
    assert {row["region"]: row["employment"] for row in rows} == regions_of(sample_edition, cluster)
    headers = ran(shell, "-c", f"{second} --silent")
    tag = next(line.partition(": ")[2] for line in headers.splitlines() if line.lower().startswith("etag: "))
    again = ran(shell, "-c", second.replace('W/"..."', tag) + " --silent")
    assert again.split()[1] == "304"


def test_the_lines_for_python_give_the_figures(page: Page, sample_edition: Edition) -> None:
    page.goto("/api/")
    lines = code(page, "python")
    cluster = lines.partition("/clusters/")[2].partition("/")[0]
    shown = ran(sys.executable, "-c", f"{lines}\nprint(len(regions), int(regions['employment'].sum()))").splitlines()
    expected = regions_of(sample_edition, cluster)
    assert shown[0].split() == ["region_name", "employment", "location_quotient", "strong"]
    assert shown[-1] == f"{len(expected)} {sum(int(jobs) for jobs in expected.values() if jobs)}"
