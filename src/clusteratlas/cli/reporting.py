"""The command that writes the brief of a region or of a cluster: report."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clusteratlas.cli.opening import open_atlas
from clusteratlas.cli.options import AtlasOption, EditionOption, HomeOption, RulesOption, YearOption
from clusteratlas.cli.printing import console
from clusteratlas.errors import InputError

if TYPE_CHECKING:
    from clusteratlas.reports import Brief


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("report")(report)


def report(
    code: Annotated[str, typer.Argument(help="A region's code, or with --cluster a cluster's code or English name.")],
    cluster: Annotated[bool, typer.Option("--cluster", help="The brief of a cluster, not of a region.")] = False,
    pdf: Annotated[Path | None, typer.Option(help="Write the PDF to this file.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write the workbook to this file.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the page to this file.")] = None,
    language: Annotated[str, typer.Option(help="en or zh-hans.")] = "en",
    year: YearOption = None,
    rules: RulesOption = None,
    level: Annotated[str | None, typer.Option(help="With --cluster: the level of regions, else the first.")] = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Write the brief of a region or of a cluster: what is strong, the best opportunity, and how sure that is."""
    from clusteratlas.home import Home, whole_file  # deferred: --help should not load them
    from clusteratlas.reports import Choice, cluster_brief, region_brief
    from clusteratlas.reports.pdf import pdf_bytes

    if not (pdf or xlsx or html):
        raise InputError("Name a file to write: --pdf FILE, --xlsx FILE or --html FILE, or several of them.")
    opened, choice = open_atlas(atlas, edition, home), Choice(language, year, rules, level)
    if cluster:
        brief = cluster_brief(opened.edition, opened.code_of(code), choice)
    else:
        brief = region_brief(opened.edition, code, choice)
    writers: list[tuple[Path | None, Callable[[Brief], bytes]]] = [
        (pdf, lambda made: pdf_bytes(made, Home.at(home).path / "fonts")),
        (xlsx, lambda made: made.to_xlsx()),
        (html, lambda made: made.to_html().encode()),
    ]
    for target, write in writers:
        if target is not None:
            with whole_file(target) as file:
                file.write_bytes(write(brief))
            console.print(f"{target} written", highlight=False, soft_wrap=True)
    for answer in brief.answers:
        console.print(f"{answer.question} {answer.sentence}", highlight=False, soft_wrap=True)
