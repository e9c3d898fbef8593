"""What a stage of life is, with the numbers its rules ask for, and why an edition reads none."""

from clusteratlas.diagnosis.life_cycle import load
from clusteratlas.editions.queries.made_of import life_cycle_years
from clusteratlas.editions.steps.life_cycle import RULES
from clusteratlas.reports.spoken import Spoken


def stage_meaning(spoken: Spoken, stage: str) -> str:
    """What a stage is."""
    conditions = {condition.id: condition.value for _, asked in load(RULES).stages for condition in asked}
    line, trend = conditions["is_specialised"], conditions["grows"]
    return spoken.say(f"meaning_{stage}", line=f"{line:g}", trend=spoken.write("whole_share", trend))


def why_no_stages(spoken: Spoken) -> str:
    """Too few years, or too few in a row that cover the same; nothing where the edition reads stages."""
    edition, least = spoken.edition, load(RULES).years
    if life_cycle_years(edition) is not None:
        return ""
    few = len(edition.years) < least
    return spoken.say("stages_few_years" if few else "stages_broken_years", least=least, years=len(edition.years))
