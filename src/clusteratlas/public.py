"""What `import clusteratlas as ca` offers as functions: ca.import_file, ca.build, ca.open, ca.diff."""

from pathlib import Path

from clusteratlas.editions import Atlas, Edition, build, open_edition
from clusteratlas.editions import open_atlas as open
from clusteratlas.editions.diff import Difference
from clusteratlas.editions.diff import diff as diff_editions
from clusteratlas.errors import InputError
from clusteratlas.home import Home
from clusteratlas.sources import import_file

__all__ = ["build", "diff", "import_file", "open"]


def diff(
    atlas: str | Atlas | Edition,
    before: str | Atlas | Edition,
    after: str | None = None,
    home: Home | Path | str | None = None,
    across: bool = False,
) -> Difference:
    """What changed from one edition to another: `ca.diff("us", "2018.1", "2019.1")`, or `ca.diff(one, other)`.

    Two editions or atlases that are open already are compared as they are. Of two atlases only with `across=True`.
    Raises NoSuchAtlas, NoSuchEdition or InputError.
    """
    if isinstance(atlas, str):
        if not isinstance(before, str) or after is None:
            raise InputError("Name an atlas and two of its editions, or give two editions that are open.")
        return diff_editions(open_edition(atlas, before, home), open_edition(atlas, after, home), across)
    if isinstance(before, str) or after is not None:
        raise InputError("Name an atlas and two of its editions, or give two editions that are open.")
    return diff_editions(_edition(atlas), _edition(before), across)


def _edition(given: Atlas | Edition) -> Edition:
    return given.edition if isinstance(given, Atlas) else given
