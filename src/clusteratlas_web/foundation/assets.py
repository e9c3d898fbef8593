"""Addresses of the built style sheets and scripts."""

import json
from functools import cache

from django.conf import settings

MANIFEST = "static/built/manifest.json"


@cache
def manifest() -> dict[str, str]:
    """The built name of every source; empty when nothing has been built."""
    file = settings.STATIC_ROOT / "manifest.json"
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def asset_address(name: str) -> str:
    """Where `atlas.css` is, under the name that its content gives it."""
    if settings.DEBUG:
        manifest.cache_clear()  # it is rebuilt while the server runs
    return f"{settings.STATIC_URL}{manifest()[name]}"
