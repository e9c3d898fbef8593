"""What a comparison refuses: too few, too many, one twice, an unknown code, what cannot stand beside the others."""

from clusteratlas.errors import InputError, NotFoundError
from clusteratlas_web.foundation.explanations import Explanation, explain


class CannotCompare(InputError):
    """What was asked for cannot be compared; the explanation has the reason and the way out."""

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        super().__init__(f"{explanation.what}. {explanation.why}")


class UnknownCompared(NotFoundError):
    """The edition has no region or cluster of this code; `nearest` is the code that was probably meant."""

    def __init__(self, explanation: Explanation, code: str = "", nearest: str | None = None) -> None:
        self.explanation, self.code, self.nearest = explanation, code, nearest
        super().__init__(f"{explanation.what}. {explanation.why}")


@explain.register
def _explain_refusal(error: CannotCompare, path: str) -> Explanation:
    return error.explanation


@explain.register
def _explain_unknown(error: UnknownCompared, path: str) -> Explanation:
    return error.explanation
