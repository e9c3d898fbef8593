"""Files that a click takes away, and what is in them."""

import csv
import io

from playwright.sync_api import Locator

Row = dict[str, str]


def taken(link: Locator) -> tuple[str, bytes]:
    """The name and the content of the file behind a link."""
    with link.page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def taken_rows(link: Locator) -> list[Row]:
    """The rows of the CSV file behind a link."""
    _, content = taken(link)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def opened(link: Locator, kind: str) -> bytes:
    """The content of a file of that kind behind a link, which a browser opens instead of storing it."""
    answer = link.page.request.get(str(link.evaluate("(one) => one.href")))
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    return answer.body()
