"""A draft as an archive: the folder that `clusteratlas build --definition` takes."""

import io
import zipfile

from clusteratlas.definitions import definition_files
from clusteratlas_web.explore.definitions.draft import Draft

_FIRST = (1980, 1, 1, 0, 0, 0)  # the same files give the same archive, whenever it is asked for


def packed_files(draft: Draft) -> bytes:
    """The files of a draft in an archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(definition_files(draft.definition).items()):
            archive.writestr(zipfile.ZipInfo(f"{draft.name}/{name}", _FIRST), text)
    return content.getvalue()
