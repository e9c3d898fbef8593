"""How the command line shows things: tables, figures, progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

console = Console()


@contextmanager
def progress_bar() -> Iterator[Callable[[str, float], None]]:
    """A progress callback that draws one bar; where there is no terminal, one line for each step."""
    if not console.is_terminal:
        yield _lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda step, done: bar.update(task, description=step, completed=done)


def _lines() -> Callable[[str, float], None]:
    said: set[str] = set()

    def say(step: str, done: float) -> None:
        if step not in said:
            said.add(step)
            console.print(f"  {step}", highlight=False)

    return say


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A table; numbers to the right."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim")
    for position, heading in enumerate(headings):
        numeric = any(isinstance(row[position], (int, float)) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left")
    for row in rows:
        table.add_row(*(figure(value) for value in row))
    console.print(table)


def figure(value: Any) -> str:
    """A value as people read it; an absent one is said in words."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def bounds(low: int | None, high: int | None) -> str:
    """The lowest and highest value of a figure that is not published; nothing where it needs none."""
    if low is None:
        return ""
    return f"{low:,} or more" if high is None else f"{low:,}\N{EN DASH}{high:,}"


def percent(value: float | None) -> str:
    """A share in percent."""
    return "not known" if value is None else f"{value:.1%}"


def signed_percent(value: float | None) -> str:
    """A change in percent, with its sign."""
    return "not known" if value is None else f"{value:+.1%}".replace("-", "\N{MINUS SIGN}")
