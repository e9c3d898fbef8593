"""What the pages of explore refuse, for a program: the kind of each refusal, what to do about it, the nearest code."""

from django.utils.translation import gettext

from clusteratlas.errors import UnitsRefused
from clusteratlas_web.api.problems import LONGEST, Told, told
from clusteratlas_web.explore.comparing.refusals import CannotCompare, UnknownCompared
from clusteratlas_web.explore.custom_regions.refusals import NameRefused
from clusteratlas_web.explore.definitions.refusals import DraftRefused


@told.register
def _cannot_compare(error: CannotCompare) -> Told:
    return "cannot-compare", gettext("Name other regions, clusters or years, as the detail says."), {}


@told.register
def _unknown_compared(error: UnknownCompared) -> Told:
    remedy = gettext("Take a known code, and compare regions with regions or clusters with clusters.")
    return "no-such-entry", remedy, {"value": error.code[:LONGEST], "nearest": error.nearest}


@told.register
def _units(error: UnitsRefused) -> Told:
    remedy = gettext("Name regions of one level, each once: the level, a hyphen, and codes between full stops.")
    return "units-refused", remedy, {"parameter": "units"}


@told.register
def _name(error: NameRefused) -> Told:
    return "units-refused", gettext("Send a shorter name, or none."), {"parameter": "name"}


@told.register
def _draft(error: DraftRefused) -> Told:
    remedy = gettext("Change the draft as the detail says.")
    facts = {"value": None if error.code is None else error.code[:LONGEST], "nearest": error.nearest}
    return "draft-refused", remedy, facts
