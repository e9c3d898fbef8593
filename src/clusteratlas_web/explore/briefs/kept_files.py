"""Documents and workbooks kept on disk in the home's cache, since each costs seconds: by edition and software."""

import hashlib
from functools import cache
from pathlib import Path

from clusteratlas.editions.manifest import FILE
from clusteratlas.home import one_writer, sha256_of, whole_file
from clusteratlas.reports.pdf import pdf_bytes
from clusteratlas.software import software_checksum
from clusteratlas.typesetting import NoSuchFont
from clusteratlas_web.explore.briefs.asked import Asked
from clusteratlas_web.explore.serving import home
from clusteratlas_web.foundation.documents import NO_FONT, NoChineseFont, font_folder

MOST = 2000  # files that are kept; of more the oldest go, and are made again when somebody asks
_FOLDER = "briefs"


def brief_file(asked: Asked, format: str) -> bytes:  # noqa: A002 - the word people use
    """The brief as PDF or XLSX, made if it is not kept yet; one at a time, so that readers of pages need not wait.

    Raises NoChineseFont where a Chinese document finds no font.
    """
    file = home().cache(_FOLDER) / f"{asked.edition.manifest.identity}-{_key(asked, format)}.{format}"
    if file.is_file():
        return file.read_bytes()
    with one_writer(file.with_name("making"), wait=True):
        file.parent.chmod(0o700)  # an edition may be for nobody but those who keep it
        if not file.is_file():
            content = _made(asked, format)
            with whole_file(file) as target:
                target.write_bytes(content)
            _clear(file.parent)
    return file.read_bytes()


def _made(asked: Asked, format: str) -> bytes:  # noqa: A002 - as above
    brief = asked.read()
    if format == "xlsx":
        return brief.to_xlsx()
    try:
        return pdf_bytes(brief, font_folder())
    except NoSuchFont as missing:
        raise NoChineseFont(NO_FONT, folder=missing.folder) from missing


def _key(asked: Asked, format: str) -> str:  # noqa: A002 - as above
    facts = (_edition(asked.edition.folder), software_checksum(), asked.key, format)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


@cache
def _edition(folder: Path) -> str:
    return sha256_of(folder / FILE)


def _clear(folder: Path) -> None:
    """Removes the oldest files where there are too many."""
    files = sorted((file for file in folder.glob("*.*") if not file.name.startswith(".")), key=_age)
    for file in files[: max(len(files) - MOST, 0)]:
        file.unlink(missing_ok=True)


def _age(file: Path) -> float:
    return file.stat().st_mtime
