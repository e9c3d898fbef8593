"""Brings the catalogues up to date with what the pages say; with --check it only says what differs."""

import sys

from translations import (
    catalogue_files,
    extract_messages,
    missing_messages,
    read_catalogue,
    untranslated_messages,
    write_catalogue,
)


def main() -> int:
    """Updates or checks every catalogue; 1 when something is left to do."""
    extracted = extract_messages()
    problems: list[str] = []
    for file in catalogue_files():
        catalog = read_catalogue(file)
        if "--check" not in sys.argv:
            catalog.update(extracted, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            write_catalogue(file, catalog)
        found = missing_messages(catalog, extracted) + untranslated_messages(catalog)
        problems += [f"{file}: {problem}" for problem in found]
    print("\n".join(problems) or "Every message is there and translated.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
