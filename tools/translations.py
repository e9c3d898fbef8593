"""What the pages say: extracts the messages of Python files and templates, and reads and writes their catalogues."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PLATFORM = Path(__file__).resolve().parent.parent / "src" / "clusteratlas_web"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "said": None,  # gettext_noop, where a module has many
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")


def extract_messages() -> Catalog:
    """Every message of the platform, with where it stands."""
    if not settings.configured:
        settings.configure()
    catalog = Catalog(charset="utf-8")
    for file in sorted([*PLATFORM.rglob("*.py"), *PLATFORM.rglob("*.html"), *PLATFORM.rglob("*.txt")]):
        place = file.relative_to(PLATFORM).as_posix()
        for line, message, _comments, context in _messages_of(file):
            catalog.add(message, locations=[(place, line)], context=context)
    return catalog


def _messages_of(file: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # Django writes a template as Python for xgettext; without indentation it is Python for Babel as well.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(file)).split("\n"))
    yield from extract("python", BytesIO(source.encode()), keywords=KEYWORDS)


def catalogue_files() -> list[Path]:
    """The catalogue of every language."""
    return sorted(PLATFORM.glob("locale/*/LC_MESSAGES/django.po"))


def read_catalogue(file: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    return read_po(StringIO(file.read_text(encoding="utf-8")), locale=file.parent.parent.name, abort_invalid=True)


def write_catalogue(file: Path, catalog: Catalog) -> None:
    """Writes a catalogue without line numbers and dates, which would change with every edit."""
    text = BytesIO()
    write_po(text, catalog, width=120, sort_output=True, omit_header=True, include_lineno=False, ignore_obsolete=True)
    plural = "Plural-Forms: nplurals=1; plural=0;\\n"
    header = f'msgid ""\nmsgstr ""\n"Language: {file.parent.parent.name}\\n"\n'
    header += f'"Content-Type: text/plain; charset=UTF-8\\n"\n"{plural}"\n\n'
    file.write_text(header + text.getvalue().decode().strip() + "\n", encoding="utf-8")


def compile_catalogue(file: Path) -> Path:
    """The catalogue in the form that is read at run time, beside its source; left alone where it is that already.

    The same messages give the same bytes: a release is known by them, and with it the pages that were drawn by it.
    """
    catalogue, target, compiled = read_catalogue(file), file.with_suffix(".mo"), BytesIO()
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    write_mo(compiled, catalogue)
    if not target.is_file() or target.read_bytes() != compiled.getvalue():
        target.write_bytes(compiled.getvalue())
    return target


def missing_messages(catalog: Catalog, extracted: Catalog) -> list[str]:
    """Messages that are said but not in the catalogue, or in it and no longer said."""
    said, known = _keys(extracted), _keys(catalog)
    return [f"not in the catalogue: {key}" for key in sorted(said - known)] + [
        f"no longer said: {key}" for key in sorted(known - said)
    ]


def untranslated_messages(catalog: Catalog) -> list[str]:
    """Messages that have no translation, a doubtful one, or one that lost a placeholder."""
    return [
        f"{problem}: {message.id}" for message in catalog if message.id for problem in _problems_of(message.id, message)
    ]


def _keys(catalog: Catalog) -> set[str]:
    return {f"{message.context or ''}|{message.id}" for message in catalog if message.id}


def _problems_of(said: str | tuple[str, ...], message) -> Iterator[str]:  # type: ignore[no-untyped-def]
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if not all(texts):
        yield "not translated"
    elif any(set(PLACEHOLDER.findall(text)) != _placeholders(said) for text in texts):
        yield "placeholders differ"
    if message.fuzzy:
        yield "doubtful"


def _placeholders(said: str | tuple[str, ...]) -> set[str]:
    return set(PLACEHOLDER.findall(said if isinstance(said, str) else said[-1]))
