"""The text in a file, plain or packed, all at once."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path


def plain_text(file: Path) -> str:
    """The text of a file that is one."""
    return texts(file)[-1]


def texts(file: Path) -> list[str]:
    """Every text packed in a file."""
    raw = file.read_bytes()
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.lower().endswith((".csv", ".txt"))]
        return [part.decode("utf-8-sig") for part in parts]
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    if raw[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
            streams = [tar.extractfile(member) for member in tar if member.name.lower().endswith((".csv", ".txt"))]
        return [stream.read().decode("utf-8-sig") for stream in streams if stream]
    return [raw.decode("utf-8-sig")]
