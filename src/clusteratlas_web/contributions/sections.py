"""What contributed data adds to the page of an organisation: its accepted data sets."""

from typing import Any

from clusteratlas_web.contributions.page import row_of
from clusteratlas_web.contributions.queries import accepted, editions_naming
from clusteratlas_web.foundation.sections import ORGANISATION, Section, adds_section


def data_sets_of(organisation: Any) -> Section | None:
    """The data sets of an organisation that were accepted."""
    found = list(accepted().filter(organisation=organisation))
    if not found:
        return None
    editions = editions_naming(each.slug for each in found)
    return Section("contributions/_of_organisation.html", {"rows": [row_of(each, editions) for each in found]})


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    adds_section(ORGANISATION, data_sets_of)
