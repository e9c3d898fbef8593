"""ZIP archives without the moment they were written in: the same content gives the same bytes."""

import shutil
import zipfile
from typing import BinaryIO

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP archive can name


def copy_undated(source: BinaryIO, target: BinaryIO) -> None:
    """Copies an archive entry by entry, each with the same fixed date."""
    with zipfile.ZipFile(source) as dated, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with dated.open(name) as content, undated.open(entry, "w", force_zip64=True) as copy:
                shutil.copyfileobj(content, copy)
