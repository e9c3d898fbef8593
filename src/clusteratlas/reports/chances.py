"""Chances in tables: as the model gives them, and as the test of such chances has them read where it found them off."""

from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import Column
from clusteratlas.reports.forecast import GIVEN, READ, Forecast
from clusteratlas.reports.spoken import Spoken


def chance_columns(spoken: Spoken, forecast: Forecast | None) -> tuple[Column, ...]:
    """The column of chances; two where the first page reads them otherwise than the model gives them."""
    if forecast is None:
        return ()
    if not forecast.is_read_otherwise:
        return (Column(GIVEN, spoken.say("col_chance", year=forecast.by), "share", bold=True),)
    return (
        Column(GIVEN, spoken.say("col_forecast", year=forecast.by), "share", spoken.meaning("probability")),
        Column(READ, spoken.say("col_read_as"), "whole_share", spoken.say("meaning_read_as"), bold=True),
    )


def chance_note(spoken: Spoken, forecast: Forecast | None) -> str:
    """How two columns of chances are read; nothing where there is one."""
    if forecast is None or not forecast.is_read_otherwise:
        return ""
    return spoken.say("read_as_note")


def with_chance(row: Row, forecast: Forecast | None) -> Row:
    """The row with what its chance is read as."""
    return row if forecast is None else row | {READ: forecast.read_as(row[GIVEN])}
