"""What may be uploaded is told by its bytes: disguised files, macros, bombs, pages and drawings are refused."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clusteratlas_web.foundation import uploads
from clusteratlas_web.foundation.uploads import BadUpload, kind_of_upload

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n%%EOF\n"


def zipped(*members: str, content: bytes = b"<workbook/>") -> bytes:
    """A zip with members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, content)
    return file.getvalue()


def told(name: str, content: bytes, size: int | None = None, **facts: tuple[str, ...]) -> str:
    """The media type of what is accepted, or why it is refused."""
    try:
        return kind_of_upload(name, len(content) if size is None else size, io.BytesIO(content), **facts).media_type
    except BadUpload as refused:
        return refused.said


DISGUISED = "The file is called “%s”, but what is in it is something else. Nothing was stored."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PNG", PNG, "image/png"),
        ("a.csv", "name,kind\nOptik München,firm\n".encode(), "text/csv"),
        ("中文.csv", "名称,类型\n光谷,企业\n".encode("gb18030"), "text/csv"),
        ("a.csv", "name\n光谷\n".encode("utf-16"), "text/csv"),
        ("a.xlsx", zipped("xl/workbook.xml"), uploads.KINDS[".xlsx"].media_type),
        ("a.docx", zipped("word/document.xml"), uploads.KINDS[".docx"].media_type),
        ("a.pdf", PNG, DISGUISED % ".pdf"),
        ("a.xlsx", zipped("word/document.xml"), DISGUISED % ".xlsx"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", DISGUISED % ".xlsx"),
        ("a.csv", PNG, DISGUISED % ".csv"),
        ("a.csv", PDF, DISGUISED % ".csv"),
        ("a.txt", b"MZ\x90\0\x03", DISGUISED % ".txt"),
        ("a.txt", b"<!DOCTYPE html><script>alert(1)</script>", DISGUISED % ".txt"),
        ("a.csv", b"\xef\xbb\xbf  <svg onload=alert(1)>", DISGUISED % ".csv"),
        ("a.txt", "<html>".encode("utf-16"), DISGUISED % ".txt"),
        ("a.xlsx", zipped("xl/workbook.xml", "xl/vbaProject.bin"), uploads.MACROS),
        ("a.csv", b"", "The file is empty."),
    ],
)
def test_told_by_its_bytes(name: str, content: bytes, said: str) -> None:
    assert told(name, content) == said


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.exe", "a.xlsm", "a.xlsx.html", "a"])
def test_other_kinds_are_not_allowed(name: str) -> None:
    suffix = name.rpartition(".")[2] if "." in name else ""
    allowed = ".pdf, .png, .jpg, .jpeg, .csv, .txt, .xlsx, .docx"
    called = f".{suffix}" if suffix else "?"
    assert told(name, PDF) == f"Files of this kind (“{called}”) cannot be uploaded. Allowed are: {allowed}."


def test_a_page_may_allow_fewer() -> None:
    assert told("a.pdf", PDF, allowed=(".csv",)) == "Files of this kind (“.pdf”) cannot be uploaded. Allowed are: .csv."


def test_fifty_megabytes_are_too_many() -> None:
    assert told("a.pdf", PDF, size=50_000_000) == "The file has 50 MB. At most 20 MB can be uploaded."


def test_a_small_file_that_unpacks_to_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped("xl/workbook.xml", *(f"xl/{number}" for number in range(40)), content=b"\0" * 6_000_000)
    assert len(bomb) < 300_000
    assert told("a.xlsx", bomb) == "The file unpacks to more than 200 MB. Nothing was stored."


def test_the_content_is_left_at_its_beginning() -> None:
    file = SimpleUploadedFile("a.xlsx", zipped("xl/workbook.xml"))
    kind_of_upload(file.name, file.size, file.file)
    assert file.read(2) == b"PK"
