"""The words of the registry: kinds, sectors, sizes, roles, activities, services, as message ids."""

from django.utils.translation import gettext_noop as said

CLUSTER_ORGANISATION, FIRM, INSTITUTE, UNIVERSITY = "cluster-organisation", "firm", "institute", "university"
FINANCIER, AGENCY, CHAMBER = "financier", "agency", "chamber"
KINDS = (
    (CLUSTER_ORGANISATION, said("Cluster organisation")),
    (FIRM, said("Firm")),
    (INSTITUTE, said("Research institute")),
    (UNIVERSITY, said("University")),
    (FINANCIER, said("Financier")),
    (AGENCY, said("Department or agency")),
    (CHAMBER, said("Chamber or association")),
)
SECTORS = (("private", said("Private")), ("public", said("Public")), ("mixed", said("Public and private")))
SIZES = (
    ("1-9", said("1 to 9 people")),
    ("10-49", said("10 to 49 people")),
    ("50-249", said("50 to 249 people")),
    ("250-", said("250 people and more")),
)
MEMBER, MANAGER, OFFICER = "member", "manager", "officer"
ROLES = ((MEMBER, said("Member")), (MANAGER, said("Manager")), (OFFICER, said("Officer of a department")))

ACTIVITIES = (
    ("financing", said("Financing")),
    ("incubation", said("Incubation")),
    ("entrepreneurship-training", said("Entrepreneurship training")),
    ("networking", said("Networking")),
    ("advocacy", said("Advocacy")),
    ("analysis", said("Analysis")),
    ("strategy", said("Strategy")),
    ("research-and-development", said("Research and development")),
    ("technology-transfer", said("Technology transfer")),
    ("attraction", said("Attraction of firms and talent")),
    ("trade-promotion", said("Trade promotion")),
    ("production", said("Production")),
    ("education", said("Education")),
)
SERVICES = (
    ("research-brokerage", said("Brokerage of research and development")),
    ("industry-intelligence", said("Industry intelligence")),
    ("market-development", said("Market development")),
    ("standards", said("Standards")),
    ("branding", said("Branding")),
    ("trade-disputes", said("Trade disputes")),
    ("policy-advocacy", said("Policy advocacy")),
    ("training", said("Training")),
    ("finance", said("Access to finance")),
)
CLAIM_WAITING, CLAIM_GRANTED, CLAIM_REFUSED = "waiting", "granted", "refused"
CLAIM_STATES = (
    (CLAIM_WAITING, said("waiting")),
    (CLAIM_GRANTED, said("granted")),
    (CLAIM_REFUSED, said("refused")),
)
NEW, SKIP, MERGE = "new", "skip", "merge"
DECISIONS = ((NEW, said("Keep as new")), (SKIP, said("Skip")), (MERGE, said("Merge into")))

RESERVED = frozenset(
    {"register", "import", "imports", "here", "claims", "invitations", "table", "map", "merge", "places"}
)

# What was done, as a history says it.
VERBS = {
    "register": said("registered"),
    "import": said("imported"),
    "undo-import": said("import undone"),
    "edit-names": said("names changed"),
    "edit-profile": said("profile changed"),
    "edit-places": said("regions, clusters and industries changed"),
    "edit-work": said("activities and services changed"),
    "edit-resources": said("staff, members and funding changed"),
    "submit": said("submitted for verification"),
    "verify": said("verified"),
    "return": said("returned"),
    "suspend": said("suspended"),
    "reinstate": said("reinstated"),
    "close": said("closed"),
    "reopen": said("reopened"),
    "waive": said("listing rule waived"),
    "end-waiver": said("waiver ended"),
    "claim": said("claimed"),
    "grant-claim": said("claim granted"),
    "refuse-claim": said("claim refused"),
    "merge": said("merged into another record"),
    "merged": said("another record merged in"),
    "invite": said("person invited"),
    "withdraw-invitation": said("invitation withdrawn"),
    "accept-invitation": said("invitation accepted"),
    "change-role": said("role changed"),
    "remove-person": said("person removed"),
    "add-member": said("member added"),
    "end-membership": said("membership ended"),
    "log-service": said("service recorded"),
    "add-evidence": said("evidence added"),
}
FIELDS = {
    "state": said("Status"),
    "kind": said("Kind"),
    "sector": said("Sector"),
    "size": said("Size"),
    "legal_form": said("Legal form"),
    "country": said("Country"),
    "founded": said("Founded"),
    "web": said("Web"),
    "about": said("About"),
    "contact_name": said("Contact person"),
    "contact_email": said("Contact e-mail"),
    "contact_phone": said("Contact telephone"),
    "contact_is_public": said("Contact is public"),
    "staff_fte": said("Staff"),
    "names": said("Names"),
    "regions": said("Regions"),
    "clusters": said("Clusters"),
    "industries": said("Industries"),
    "activities": said("Activities"),
    "services": said("Services"),
    "capabilities": said("Capabilities"),
    "certificates": said("Certificates"),
    "declared": said("Members by kind"),
    "funding": said("Funding"),
    "aliases": said("Also known as"),
    "role": said("Role"),
    "member": said("Member"),
    "person": said("Person"),
    "since": said("Since"),
    "until": said("Until"),
    "programme": said("Programme"),
    "file": said("File"),
    "into": said("Into"),
    "slug": said("Address"),
    "is_sample": said("Sample data"),
}

# Values that the history tells of, beside the choices of the record's own fields.
VALUES = {
    "role": ROLES,
    "activities": ACTIVITIES,
    "services": SERVICES,
    "service": SERVICES,
    "declared": KINDS,
}
