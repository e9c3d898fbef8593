"""Who may do what with contributed data."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.permissions import rule
from clusteratlas_web.registry.permissions import acts_for
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.registry.words import AGENCY, OFFICER


@rule(said("Only somebody who acts for the organisation that offers it may do this."))
def offers(person: Any, data_set: Any) -> bool:
    """Somebody who acts for the organisation that the data set is of."""
    return bool(acts_for(person, data_set.organisation))


@rule(said("Data sets are offered by organisations that are verified. Register yours, or let it be verified first."))
def acts_for_verified(person: Any, organisation: Any = None) -> bool:
    """Somebody who acts for a verified organisation: for this one, if one is given."""
    if not person.is_authenticated:
        return False
    acting = person.acting.filter(organisation__state=VERIFIED)
    return bool((acting.filter(organisation=organisation) if organisation else acting).exists())


@rule(said("Only officers of departments and administrators of the platform review data sets."))
def is_officer(person: Any, thing: Any = None) -> bool:
    """Officer of a verified department."""
    if not person.is_authenticated:
        return False
    return bool(
        person.acting.filter(
            role=OFFICER, organisation__kind=AGENCY, organisation__state=VERIFIED, organisation__merged_into=None
        ).exists()
    )


OWN = said("Your own organisation offers this data set, so somebody else has to review it.")


@rule(OWN)
def is_impartial(person: Any, data_set: Any) -> bool:
    """Neither acting for the organisation that offers it, nor the person who did."""
    return not offers(person, data_set) and data_set.contributor_id != person.pk


@rule(said("There is no such data set."))
def was_offered(person: Any, data_set: Any) -> bool:
    """It was handed in once: before that it is nobody's but its organisation's."""
    return data_set.offered is not None


@rule(said("There is no such data set."))
def is_public(person: Any, data_set: Any) -> bool:
    """Anybody, once it is accepted; also when it was retired, since editions name it."""
    return bool(data_set.is_public)


may_offer = acts_for_verified
is_reviewer = is_administrator | is_officer
may_follow = offers | (was_offered & is_reviewer)  # the file, the check, the history
may_see = is_public | may_follow
may_review = is_reviewer & is_impartial
