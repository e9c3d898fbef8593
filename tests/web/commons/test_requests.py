"""A request that is too large is refused with a page, before any of it is stored."""

from io import BytesIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from clusteratlas_web.foundation.requests import LargestRequest


@pytest.mark.parametrize(("size", "status"), [(22_000_000, 200), (22_000_001, 413)])
def test_the_largest_request(size: int, status: int) -> None:
    seen: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse("stored")

    request = RequestFactory().generic("POST", "/organisations/", b"")
    request.META["CONTENT_LENGTH"] = str(size)
    request._stream = BytesIO(b"x" * 1000)  # type: ignore[attr-defined]
    assert (LargestRequest(page)(request).status_code, len(seen)) == (status, 1 if status == 200 else 0)


@pytest.mark.usefixtures("stored")
def test_fifty_megabytes_are_answered_with_a_page(client: Client) -> None:
    answer = client.post("/zh-hans/account/sign-up/", {"name": "x", "file": BytesIO(b"x" * 50_000_000)})
    page = answer.content.decode()
    assert answer.status_code == 413
    assert 'lang="zh-Hans"' in page
    assert (
        client.post("/account/sign-up/", {"file": BytesIO(b"x" * 50_000_000)})
        .content.decode()
        .count("What was sent has 50 MB. At most 20 MB can be uploaded at once. Nothing was stored.")
        == 1
    )


def test_a_request_that_does_not_say_its_size_is_not_read(client: Client) -> None:
    answer = client.generic("POST", "/account/sign-up/", b"", headers={"Transfer-Encoding": "chunked"})
    assert (answer.status_code, "does not say how large it is" in answer.content.decode()) == (411, True)
