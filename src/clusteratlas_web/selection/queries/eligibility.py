"""What a call and a round ask for, what is recorded of an applicant, and the findings of one against the other."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.places import ancestors
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import place_name
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.listing_rule import judge, members_by_kind
from clusteratlas_web.registry.models import Membership, Organisation, Waiver
from clusteratlas_web.registry.queries.profile import current
from clusteratlas_web.registry.states import VERIFIED as IS_VERIFIED
from clusteratlas_web.registry.words import CLUSTER_ORGANISATION
from clusteratlas_web.registry.words import KINDS as KIND_WORDS
from clusteratlas_web.registry.words import SIZES as SIZE_WORDS
from clusteratlas_web.selection import eligibility
from clusteratlas_web.selection.application_words import LISTING_PARTS
from clusteratlas_web.selection.eligibility import (
    CLUSTERS,
    DECLARED,
    KINDS,
    LEAST_MATCHING,
    MOST_AMOUNT,
    PARTNER_KINDS,
    REGIONS,
    SIZES,
    Applicant,
    Asked,
    Bid,
    Finding,
)
from clusteratlas_web.selection.models import Call, Condition, Entry, Round
from clusteratlas_web.selection.written import Amount, Codes


def eligibility_of(organisation: Organisation, the_round: Round, entry: Entry | None = None) -> list[Finding]:
    """The findings on an organisation in a round; without an entry what belongs to one cannot be said yet."""
    found = with_facts(Organisation.objects.filter(pk=organisation.pk)).get()
    places = entry.application if entry else None
    bid = bid_of(entry) if entry else None
    return eligibility.judge(asked_in(the_round), applicant_of(found, places), bid)


def asked_in(the_round: Round) -> list[Asked]:
    """What the call itself asks, then the conditions of the round."""
    call = the_round.call
    return [*_of_call(call), *(_of_condition(call, each) for each in the_round.conditions.all())]


def with_facts(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Organisations with all that eligibility looks at, read at once."""
    today = timezone.now().date()
    return organisations.prefetch_related(
        "names",
        "regions",
        "clusters",
        "declared_members",
        Prefetch("memberships", Membership.objects.filter(current()), to_attr="members_now"),
        Prefetch("waivers", Waiver.objects.filter(until__gte=today), to_attr="waivers_now"),
    )


def applicant_of(organisation: Organisation, application: Any = None) -> Applicant:
    """What is recorded of an organisation (`with_facts`), and where its application says it is."""
    own = [each.region for each in organisation.regions.all()]
    regions = tuple(dict.fromkeys([*own, *([application.region] if application and application.region else [])]))
    clusters = [each.key for each in organisation.clusters.all()]
    also = [application.cluster] if application and application.cluster else []
    return Applicant(
        kind=Codes((organisation.kind,), kind_word),
        size=Codes((organisation.size,) if organisation.size else (), size_word),
        regions=Codes(regions, region_word),
        within=frozenset(regions) | {above for code in regions for above in ancestors(code)},
        clusters=Codes(tuple(dict.fromkeys([*clusters, *also])), cluster_word),
        is_verified=organisation.state == IS_VERIFIED,
        unmet=_unmet(organisation),
    )


def bid_of(entry: Entry) -> Bid:
    """The consortium and the declarations of an entry; its partners with their organisations are to be prefetched."""
    partners = tuple(
        eligibility.Partner(
            each.organisation.kind if each.organisation else each.kind,
            each.requested,
            each.matching_private,
            each.matching_public,
        )
        for each in entry.partners.all()
    )
    return Bid(partners, frozenset(entry.declared))


def kind_word(code: str) -> str:
    """What a kind of organisation is called."""
    return worded(KIND_WORDS, code)


def size_word(code: str) -> str:
    """What a size is called."""
    return worded(SIZE_WORDS, code)


def region_word(code: str) -> object:
    """What a region is called."""
    return place_name(REGION, code)


def cluster_word(key: str) -> object:
    """What a cluster is called."""
    return place_name(CLUSTER, key)


_NAMES = {KINDS: kind_word, SIZES: size_word, REGIONS: region_word, CLUSTERS: cluster_word, PARTNER_KINDS: kind_word}


def _of_call(call: Call) -> list[Asked]:
    """The conditions of the call itself; an empty one holds for everybody."""
    lists: Iterable[tuple[str, tuple[str, ...]]] = (
        (KINDS, call.for_kinds),
        (SIZES, call.for_sizes),
        (REGIONS, call.for_regions),
        (CLUSTERS, call.for_clusters),
    )
    found = [Asked(kind, Codes(codes, _NAMES[kind])) for kind, codes in lists if codes]
    if call.least_matching is not None:
        found.append(Asked(LEAST_MATCHING, call.least_matching))
    if call.most_amount is not None:
        found.append(Asked(MOST_AMOUNT, Amount(call.most_amount, call.currency)))
    return found


def _of_condition(call: Call, condition: Condition) -> Asked:
    value = condition.value
    if condition.kind in _NAMES:
        value = Codes(tuple(value or ()), _NAMES[condition.kind])
    elif condition.kind == MOST_AMOUNT:
        value = Amount(Decimal(str(value)), call.currency)
    text = str(in_words(condition.says)) if condition.kind == DECLARED else ""
    return Asked(condition.kind, value, condition.number, text)


def _unmet(organisation: Organisation) -> Codes | None:
    """The parts of the listing rule that are not met; none where it is waived."""
    if organisation.kind != CLUSTER_ORGANISATION:
        return None
    named = Counter(each.kind for each in organisation.members_now)  # type: ignore[attr-defined]
    declared = {each.kind: each.number for each in organisation.declared_members.all()}
    waived = bool(organisation.waivers_now)  # type: ignore[attr-defined]
    standing = judge(organisation.staff_fte, members_by_kind(named, declared), organisation.web, waived)
    missing = () if standing.listed else tuple(part.name for part in standing.parts if not part.met)
    return Codes(missing, lambda name: worded(LISTING_PARTS, name))
