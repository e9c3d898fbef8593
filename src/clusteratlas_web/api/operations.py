"""All operations of the API, in the order in which its page lists them; to import a file is to add its operations."""

# ruff: noqa: I001 - the order is the page's
from clusteratlas_web.api.atlas import (  # noqa: F401
    editions,
    regions,
    clusters,
    regional,
    industries,
    comparison,
    custom_region,
    definitions,
    drafts,
    draft_tables,
    draft_validation,
    strength,
    maps,
    charts,
    briefs,
    whole,
    explained,
    finding,
)
from clusteratlas_web.api.commons import (  # noqa: F401
    searching,
    organisations,
    programmes,
    calls,
    designations,
    stories,
    data_sets,
)
from clusteratlas_web.api import refused  # noqa: F401 - registers what pages refuse
from clusteratlas_web.api.service import OPERATIONS, api

__all__ = ["OPERATIONS", "api"]
