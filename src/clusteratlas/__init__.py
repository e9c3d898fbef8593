"""Cluster Atlas: from official statistics to a checked, citable map and database of industrial clusters.

Names are loaded when first used, so that `import clusteratlas` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from clusteratlas import (
        charts,
        classifications,
        definitions,
        diagnosis,
        editions,
        errors,
        measures,
        sources,
        suppression,
    )
    from clusteratlas.editions import Atlas, Edition, Manifest
    from clusteratlas.public import build, diff, import_file, open

_HOMES = {
    "Atlas": "clusteratlas.editions",
    "Edition": "clusteratlas.editions",
    "Manifest": "clusteratlas.editions",
    "build": "clusteratlas.public",
    "diff": "clusteratlas.public",
    "import_file": "clusteratlas.public",
    "open": "clusteratlas.public",
}
_ROOMS = (
    "charts",
    "classifications",
    "definitions",
    "diagnosis",
    "editions",
    "errors",
    "measures",
    "sources",
    "suppression",
)

__all__ = [
    "Atlas",
    "Edition",
    "Manifest",
    "__version__",
    "build",
    "charts",
    "classifications",
    "definitions",
    "diagnosis",
    "diff",
    "editions",
    "errors",
    "import_file",
    "measures",
    "open",
    "sources",
    "suppression",
]


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"clusteratlas.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'clusteratlas' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
