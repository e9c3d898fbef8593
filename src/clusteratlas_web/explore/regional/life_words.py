"""Why a regional cluster is in no stage of its life, in words."""

from django.utils.translation import gettext

from clusteratlas.diagnosis.life_cycle import LifeCycleRules
from clusteratlas_web.foundation.numbers import count


def reason_words(reason: str, rules: LifeCycleRules) -> str:
    """Why a regional cluster has no stage."""
    return {
        "few_years": gettext("the cluster has jobs in fewer than %(years)s years, too few for a trend.")
        % {"years": rules.years},
        "small": gettext("the cluster has fewer than %(jobs)s jobs on average, too few for a trend.")
        % {"jobs": count(rules.employment)},
        "not_specialised": gettext("the cluster is neither specialised nor growing towards it, so no stage fits."),
        "heterogeneity_unknown": gettext(
            "all else may speak for renewal, but the heterogeneity of its parts is not known."
        ),
    }[reason]
