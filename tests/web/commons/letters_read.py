"""Reading letters as their readers do: the link in the latest one."""

import re

from clusteratlas_web.foundation.models import Letter


def latest_letter(address: str) -> Letter:
    """The latest letter to an address."""
    return Letter.objects.filter(address=address).latest("pk")


def link_in(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"http://127\.0\.0\.1:8000(/\S*)", letter.text)
    assert found, letter.text
    return found.group(1)
