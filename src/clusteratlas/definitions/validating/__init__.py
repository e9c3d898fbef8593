"""Whether clusters hold together: their relatedness within against that between them."""

from clusteratlas.definitions.validating.validate import validate
from clusteratlas.definitions.validating.validation import Validation

__all__ = ["Validation", "validate"]
