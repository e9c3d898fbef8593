"""A small believable set of organisations around real regions and clusters, every one marked as sample.

The organisations are invented; regions and clusters are those of the atlases. Made twice, it is there once.
"""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from clusteratlas_web.foundation.places import places
from clusteratlas_web.registry.actions.importing_rows import make
from clusteratlas_web.registry.actions.indexing import index
from clusteratlas_web.registry.models import (
    Acting,
    Certificate,
    DeclaredMembers,
    FundingYear,
    Membership,
    Organisation,
    ServiceEntry,
)
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.registry.words import (
    AGENCY,
    CHAMBER,
    CLUSTER_ORGANISATION,
    FINANCIER,
    FIRM,
    INSTITUTE,
    MANAGER,
    MEMBER,
    OFFICER,
    UNIVERSITY,
)

AEROSPACE, AUTOMOTIVE = "us/aerospace-vehicles-and-defense", "us/automotive"
PLASTICS, METAL = "us/plastics", "us/metalworking-technology"
WICHITA, DAYTON, AKRON = "us-metro-48620", "us-metro-19380", "us-metro-10420"
STUTTGART, KARLSRUHE = "eu-nuts2-DE11", "eu-nuts2-DE12"
EU_AUTOMOTIVE = "eu/automotive"
NAGOYA = "jp-prefecture-23"
FIRST_DAY = datetime.date(2026, 1, 12)

# Slug, English name, Chinese name, kind, size, region, cluster, further facts.
ORGANISATIONS: tuple[tuple[str, str, str, str, str, str, str, dict[str, Any]], ...] = (
    *(
        (f"sample-{slug}", name, chinese, kind, size, WICHITA, AEROSPACE, facts)
        for slug, name, chinese, kind, size, facts in (
            (
                "plains-aerospace-alliance",
                "Plains Aerospace Alliance",
                "大平原航空联盟",
                CLUSTER_ORGANISATION,
                "1-9",
                {
                    "founded": 2009,
                    "web": "https://plains-aerospace.example",
                    "activities": ["networking", "strategy", "technology-transfer", "entrepreneurship-training"],
                    "services": ["research-brokerage", "market-development", "training"],
                    "about": "Brings suppliers, schools and laboratories of aircraft making in Kansas together.",
                },
            ),
            (
                "arkansas-river-composites",
                "Arkansas River Composites",
                "阿肯色河复合材料公司",
                FIRM,
                "50-249",
                {
                    "founded": 1994,
                    "activities": ["production"],
                    "capabilities": ["composite layup", "autoclave curing"],
                },
            ),
            (
                "keeper-tooling",
                "Keeper Tooling",
                "",
                FIRM,
                "10-49",
                {
                    "founded": 2003,
                    "activities": ["production"],
                    "capabilities": ["five-axis milling", "jigs and fixtures"],
                },
            ),
            (
                "sunflower-avionics",
                "Sunflower Avionics",
                "向日葵航空电子",
                FIRM,
                "10-49",
                {
                    "founded": 2012,
                    "activities": ["production", "research-and-development"],
                    "capabilities": ["avionics"],
                },
            ),
            (
                "prairie-institute-of-flight",
                "Prairie Institute of Flight",
                "草原飞行研究院",
                INSTITUTE,
                "50-249",
                {"founded": 1985, "activities": ["research-and-development", "technology-transfer"]},
            ),
            (
                "little-arkansas-university",
                "Little Arkansas University",
                "小阿肯色大学",
                UNIVERSITY,
                "250-",
                {"founded": 1926, "activities": ["education", "research-and-development"]},
            ),
            (
                "wheat-state-ventures",
                "Wheat State Ventures",
                "麦州创投",
                FINANCIER,
                "1-9",
                {"founded": 2016, "activities": ["financing"]},
            ),
        )
    ),
    *(
        (f"sample-{slug}", name, chinese, kind, size, region, cluster, facts)
        for slug, name, chinese, kind, size, region, cluster, facts in (
            (
                "miami-valley-materials",
                "Miami Valley Materials Network",
                "迈阿密谷材料网络",
                CLUSTER_ORGANISATION,
                "1-9",
                DAYTON,
                METAL,
                {"founded": 2014, "web": "https://mv-materials.example", "activities": ["networking", "analysis"]},
            ),
            ("rubber-city-polymers", "Rubber City Polymers", "", FIRM, "250-", AKRON, PLASTICS, {"founded": 1948}),
            ("cuyahoga-moulds", "Cuyahoga Moulds", "", FIRM, "10-49", AKRON, PLASTICS, {"founded": 1987}),
            (
                "summit-chamber",
                "Summit Chamber of Makers",
                "萨米特制造商会",
                CHAMBER,
                "10-49",
                AKRON,
                PLASTICS,
                {"founded": 1931, "activities": ["advocacy", "trade-promotion"], "services": ["standards", "branding"]},
            ),
            (
                "neckar-mobility",
                "Neckar Mobility Cluster",
                "内卡出行产业集群",
                CLUSTER_ORGANISATION,
                "10-49",
                STUTTGART,
                EU_AUTOMOTIVE,
                {
                    "founded": 2007,
                    "web": "https://neckar-mobility.example",
                    "activities": ["networking", "strategy", "attraction"],
                    "services": ["research-brokerage", "industry-intelligence"],
                },
            ),
            (
                "filder-drives",
                "Filder Drives",
                "费尔德驱动技术公司",
                FIRM,
                "250-",
                STUTTGART,
                EU_AUTOMOTIVE,
                {"founded": 1961, "capabilities": ["electric drives", "test benches"]},
            ),
            ("hardt-sensors", "Hardt Sensors", "", FIRM, "50-249", KARLSRUHE, EU_AUTOMOTIVE, {"founded": 1998}),
            (
                "atsuta-monozukuri",
                "Atsuta Makers’ Council",
                "热田制造协议会",
                CLUSTER_ORGANISATION,
                "1-9",
                NAGOYA,
                "jp/automotive",
                {"founded": 2002, "activities": ["networking", "technology-transfer"]},
            ),
            (
                "department-of-regional-economy",
                "Department of Regional Economy",
                "区域经济部",
                AGENCY,
                "250-",
                "us",
                "",
                {"founded": 1965, "activities": ["strategy", "financing"]},
            ),
        )
    ),
)
# Cluster organisation, its staff, members by kind as it says, funding by year (public, dues, services, projects).
RESOURCES: tuple[tuple[str, str, dict[str, int], tuple[tuple[int, int, int, int, int], ...]], ...] = (
    (
        "sample-plains-aerospace-alliance",
        "3.5",
        {FIRM: 41, INSTITUTE: 2, UNIVERSITY: 3, FINANCIER: 2},
        ((2023, 70, 18, 4, 8), (2024, 58, 22, 9, 11), (2025, 45, 27, 14, 14)),
    ),
    ("sample-miami-valley-materials", "0.4", {FIRM: 11}, ((2024, 90, 10, 0, 0), (2025, 85, 15, 0, 0))),
    (
        "sample-neckar-mobility",
        "12",
        {FIRM: 130, INSTITUTE: 6, UNIVERSITY: 4, CHAMBER: 1},
        ((2023, 50, 30, 10, 10), (2024, 40, 35, 12, 13), (2025, 30, 40, 15, 15)),
    ),
    ("sample-atsuta-monozukuri", "2", {FIRM: 24, INSTITUTE: 1}, ((2025, 60, 40, 0, 0),)),
)
MEMBERSHIPS = {
    "sample-plains-aerospace-alliance": (
        "sample-arkansas-river-composites",
        "sample-keeper-tooling",
        "sample-sunflower-avionics",
        "sample-prairie-institute-of-flight",
        "sample-little-arkansas-university",
        "sample-wheat-state-ventures",
    ),
    "sample-miami-valley-materials": ("sample-rubber-city-polymers", "sample-cuyahoga-moulds"),
    "sample-summit-chamber": ("sample-rubber-city-polymers", "sample-cuyahoga-moulds"),
    "sample-neckar-mobility": ("sample-filder-drives", "sample-hardt-sensors"),
}
SERVICES = (
    ("research-brokerage", "6", 2, 3, "A joint test of cured panels is being prepared."),
    ("training", "16", 9, 0, ""),
    ("market-development", "4.5", 3, 5, "Two suppliers meet the buyer again in March."),
    ("training", "8", 6, 0, ""),
)
PLACES = {"us": "US", "eu": "DE", "jp": "JP"}


@transaction.atomic
def make_sample(person_by_role: Mapping[str, Any]) -> dict[str, Organisation]:
    """Makes the organisations of regions known here that are not there yet; returns all by their slugs.

    Of `person_by_role` the manager and the member act for the aerospace alliance, the officer for the department.
    """
    rows = [row for row in ORGANISATIONS if _can_be_named(row[5])]
    there = {each.slug: each for each in Organisation.objects.filter(slug__in=[row[0] for row in rows])}
    maker = person_by_role.get("administrator")
    made = {row[0]: _make(maker, row) for row in rows if row[0] not in there}
    every = there | made
    for slug, staff, declared, funding in RESOURCES:
        if slug in made:
            _give_resources(made[slug], staff, declared, funding)
    for slug, members in MEMBERSHIPS.items():
        for member in members:
            if slug in every and member in every:
                _join(every[slug], every[member])
    if "sample-plains-aerospace-alliance" in made:
        _log(made["sample-plains-aerospace-alliance"], person_by_role.get("manager"))
    _appoint(every, person_by_role)
    index(made.values())
    return every


def _can_be_named(region: str) -> bool:
    """Whether an edition here knows the region; without any edition every code stands for itself."""
    known = places().regions
    return region in known or not known


def _make(maker: Any, row: tuple[str, str, str, str, str, str, str, dict[str, Any]]) -> Organisation:
    slug, name, chinese, kind, size, region, cluster, further = row
    facts = {
        "names": {"en": name} | ({"zh-hans": chinese} if chinese else {}),
        "kind": kind,
        "size": size,
        "sector": "public" if kind in (AGENCY, UNIVERSITY, INSTITUTE) else "private",
        "country": PLACES[region.partition("-")[0]],
        "regions": [region],
        "clusters": [cluster] if cluster else [],
    }
    made = make(maker, facts | further, VERIFIED, "sample", set())
    made.slug, made.is_sample, made.verified_on = slug, True, FIRST_DAY
    made.save()
    if kind == FIRM:
        Certificate.objects.create(organisation=made, title="ISO 9001", until=datetime.date(2028, 6, 30))
    return made


def _give_resources(
    held: Organisation, staff: str, declared: dict[str, int], funding: tuple[tuple[int, int, int, int, int], ...]
) -> None:
    held.staff_fte = Decimal(staff)
    held.save()
    DeclaredMembers.objects.bulk_create(
        [DeclaredMembers(organisation=held, kind=kind, number=number) for kind, number in declared.items()]
    )
    names = ("year", "public", "dues", "services", "projects")
    FundingYear.objects.bulk_create(
        [FundingYear(organisation=held, **dict(zip(names, year, strict=True))) for year in funding]
    )


def _join(organisation: Organisation, member: Organisation) -> None:
    facts = {"kind": member.kind, "since": FIRST_DAY}
    Membership.objects.get_or_create(organisation=organisation, member=member, until=None, defaults=facts)


def _log(organisation: Organisation, person: Any) -> None:
    for at, (service, hours, firms, introductions, follow_up) in enumerate(SERVICES):
        ServiceEntry.objects.create(
            organisation=organisation,
            day=FIRST_DAY + datetime.timedelta(days=17 * at),
            service=service,
            hours=Decimal(hours),
            firms_helped=firms,
            introductions=introductions,
            follow_up=follow_up,
            recorded_by=person,
        )


def _appoint(every: dict[str, Organisation], person_by_role: Mapping[str, Any]) -> None:
    alliance, department = every["sample-plains-aerospace-alliance"], every["sample-department-of-regional-economy"]
    for role, organisation in ((MANAGER, alliance), (MEMBER, alliance), (OFFICER, department)):
        person = person_by_role.get(role)
        if person is not None:
            Acting.objects.get_or_create(organisation=organisation, person=person, defaults={"role": role})
