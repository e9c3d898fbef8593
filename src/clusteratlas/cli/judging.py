"""Commands about rule books: rules lists and shows them, verdicts sets what they say side by side."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clusteratlas.cli.opening import open_atlas
from clusteratlas.cli.options import AtlasOption, EditionOption, HomeOption, RegionArgument, YearOption
from clusteratlas.cli.printing import console, print_table

if TYPE_CHECKING:
    from clusteratlas.diagnosis import Rule, RuleBook


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("rules")(rules)
    app.command("verdicts")(verdicts)


def rules(
    name: Annotated[str | None, typer.Argument(help="A rule book's name, or a .toml file of your own.")] = None,
) -> None:
    """List the rule books that come with the library, or show what one asks for."""
    from clusteratlas.diagnosis import load, names  # deferred: --help should not load it

    if name is None:
        print_table("", ["rule book", "title"], [[book.name, book.title["en"]] for book in map(load, names())])
    else:
        _show(load(name))


def _show(book: "RuleBook") -> None:
    console.print(f"{book.name}: {book.title['en']}", style="bold", highlight=False)
    for line in _facts(book):
        console.print(line, highlight=False, soft_wrap=True)
    print_table("", ["condition", "asks for", ""], [[r.id, _asked(r), _role(book, r)] for r in book.rules.values()])
    print_table("", ["class", "asks for"], [[code, _class(book, code)] for code in book.classes])
    for source in book.citation:
        console.print(source, highlight=False, soft_wrap=True, markup=False)


def _facts(book: "RuleBook") -> list[str]:
    facts = [f"ranks clusters of the kinds {', '.join(book.kinds)} within {', '.join(book.within)}"]
    if book.parameters:
        facts.append(f"parameters: {', '.join(f'{key}={value:g}' for key, value in book.parameters.items())}")
    return [*facts, f"strong: {book.agreement}"]


def _asked(rule: "Rule") -> str:
    what = f"{rule.value:,g}" if rule.percentile is None else f"percentile {rule.percentile:g}"
    return f"{rule.column} {rule.operator} {what}"


def _role(book: "RuleBook", rule: "Rule") -> str:
    return "for every class" if rule.id in book.minima else "a star" if rule.id in book.stars else ""


def _class(book: "RuleBook", code: str) -> str:
    stars = book.least_stars[code]
    counted = [f"at least {stars} of {len(book.stars)} stars"] if stars else []
    return ", ".join([*(rule.id for rule in book.of_class(code)), *counted])


def verdicts(
    code: RegionArgument,
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show what every rule book of the edition says of a region's clusters, and how many call each strong."""
    opened = open_atlas(atlas, edition, home)
    place, books = opened.region(code), opened.rule_books
    said = {(row["cluster"], row["rules"]): row for row in place.verdicts(year)}
    counted = opened.agreement(code, year=year).rows()
    if not counted:
        console.print(f"{place.name} ({code}) is not ranked", highlight=False)
        return
    print_table(
        "",
        ["cluster", *books, "strong by", "of"],
        [
            [row["cluster_name"], *(_said(said, row["cluster"], book) for book in books.values()), *_count(row)]
            for row in sorted(counted, key=lambda row: -row["strong_by"])
        ],
    )


def _said(said: dict[tuple[str, str], dict[str, Any]], cluster: str, book: "RuleBook") -> str:
    """The class by its word, an asterisk where it counts as strong."""
    row = said.get((cluster, book.name))
    if row is None or (row["class"] is None and row["strong"] is None):
        return "not known"
    word = "none" if row["class"] is None else book.label(row["class"])
    return f"{word} *" if row["strong"] else word


def _count(row: dict[str, Any]) -> list[int]:
    return [row["strong_by"], row["judged_by"]]
