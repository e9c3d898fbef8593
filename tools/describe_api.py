"""Writes the description of the API to tests/web/api/openapi.json, where a test holds it against the API."""

import json
import os
from pathlib import Path
from typing import Any

DESCRIPTION = Path(__file__).resolve().parent.parent / "tests" / "web" / "api" / "openapi.json"


def description() -> dict[str, Any]:
    """The description as the API gives it; Django is to be set up."""
    from clusteratlas_web.api.openapi import described  # deferred: needs Django set up

    found: dict[str, Any] = json.loads(json.dumps(described()))
    return found


def written(found: dict[str, Any]) -> str:
    """The description as it stands in the file: one line for each line that may change."""
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Writes the file."""
    import django  # deferred: the settings are read from the environment first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusteratlas_web.settings.base")
    os.environ.setdefault("CLUSTERATLAS_SECRET_KEY", "a key for a description, which signs nothing")
    django.setup()
    DESCRIPTION.parent.mkdir(parents=True, exist_ok=True)
    DESCRIPTION.write_text(written(description()), encoding="utf-8")


if __name__ == "__main__":
    main()
