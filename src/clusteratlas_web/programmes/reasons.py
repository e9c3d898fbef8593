"""Why an instrument is for an organisation and what stands between, in words."""

from django.utils.translation import gettext, pgettext

from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes import fitting
from clusteratlas_web.programmes.named import place_name
from clusteratlas_web.registry.words import KINDS, SIZES


def reasons(fit: fitting.Fit) -> list[str]:
    """Why it fits, condition by condition; of an instrument without conditions that it is for everybody."""
    return [reason(each) for each in fit.reasons] or ([] if fit.misses else [gettext("It is for everybody.")])


def reason(finding: fitting.Finding) -> str:
    """Why a condition is met."""
    said = {
        fitting.KIND: gettext("It is for your kind of organisation: %(shared)s."),
        fitting.SIZE: gettext("It is for your size: %(shared)s."),
        fitting.REGION: gettext("It is for your region: %(shared)s."),
        fitting.CLUSTER: gettext("It is for your cluster: %(shared)s."),
    }
    return said[finding.condition] % {"shared": _listed(finding.condition, finding.shared)}


def miss(finding: fitting.Finding) -> str:
    """What does not fit, or what nobody has recorded."""
    unknown = {
        fitting.KIND: gettext("Your kind of organisation is not recorded; it is for: %(allowed)s."),
        fitting.SIZE: gettext("Your size is not recorded; it is for: %(allowed)s."),
        fitting.REGION: gettext("Your region is not recorded; it is for: %(allowed)s."),
        fitting.CLUSTER: gettext("Your clusters are not recorded; it is for: %(allowed)s."),
    }
    failed = {
        fitting.KIND: gettext("It is for other kinds of organisation: %(allowed)s."),
        fitting.SIZE: gettext("It is for other sizes: %(allowed)s."),
        fitting.REGION: gettext("It is for other regions: %(allowed)s."),
        fitting.CLUSTER: gettext("It is for other clusters: %(allowed)s."),
    }
    said = unknown if finding.answer is fitting.Answer.UNKNOWN else failed
    return said[finding.condition] % {"allowed": _listed(finding.condition, finding.allowed)}


def _listed(condition: str, codes: tuple[str, ...]) -> str:
    words = {fitting.KIND: KINDS, fitting.SIZE: SIZES}
    if condition in words:
        return pgettext("between names", ", ").join(worded(words[condition], code) for code in codes)
    return pgettext("between names", ", ").join(str(place_name(condition, code)) for code in codes)
