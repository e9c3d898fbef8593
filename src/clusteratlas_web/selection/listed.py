"""Calls and awards as rows of a list, wherever one stands."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name, place_named, programme_named
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.selection.call_page import amount_said, until_said
from clusteratlas_web.selection.call_words import STAGES
from clusteratlas_web.selection.queries.awards import Award
from clusteratlas_web.selection.words import KINDS


def call_row(call: Any, now: datetime) -> dict[str, Any]:
    """A row of a list of calls: what it is, where it stands, what its next date is."""
    moment = {"open": call.closes_next, "coming": call.opens_next, "judged": call.decides_next}.get(call.stage)
    return {
        "call": call,
        "kind": worded(KINDS, call.kind),
        "stage": worded(STAGES, call.stage),
        "department": organisation_name(call.department),
        "programme": programme_named(call.programme) if call.programme else None,
        "moment": moment,
        "until": until_said(moment, now) if moment else "",
        "rounds": len(call.rounds.all()),
    }


def award_row(award: Award) -> dict[str, Any]:
    """A row of a list of awards: whose it is, where, how much, how firm."""
    return {
        "award": award,
        "organisation": organisation_name(award.organisation),
        "region": place_named(REGION, award.region) if award.region else None,
        "cluster": place_named(CLUSTER, award.cluster) if award.cluster else None,
        "amount": amount_said(award.amount, award.call.currency) if award.amount else "",
        "standing": award_standing(award),
    }


def award_standing(award: Award) -> str:
    """Whether an award is final, or its public notice still runs."""
    return gettext("final") if award.is_final else gettext("public notice")
