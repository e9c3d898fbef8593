"""Pairs of traded clusters of the US benchmark that an economist expects, or does not expect, to be related.

Written down before any relatedness had been computed from the figures at hand, with the reason for each. The pairs of
`SEEN` had been seen together in an earlier drawing of local correlations and prove less.
"""

Pairs = dict[tuple[str, str], str]

EXPECTED: Pairs = {
    ("automotive", "metalworking-technology"): "tools, dies, machine shops and screws for car plants",
    ("automotive", "upstream-metal-manufacturing"): "car bodies and engines are steel, aluminium and castings",
    ("automotive", "downstream-metal-products"): "springs, hardware and stampings go into cars",
    ("automotive", "plastics"): "moulded parts, trim and tanks",
    ("downstream-metal-products", "upstream-metal-manufacturing"): "mills sell sheet and bar to makers of metal goods",
    ("plastics", "upstream-chemical-products"): "resins are the material of plastics",
    (
        "oil-and-gas-production-and-transportation",
        "upstream-chemical-products",
    ): "petrochemicals stand beside refineries",
    ("forestry", "wood-products"): "logs go to sawmills nearby",
    ("furniture", "wood-products"): "lumber and panels are the material of furniture",
    ("paper-and-packaging", "wood-products"): "pulp mills and sawmills share forests",
    ("financial-services", "insurance-services"): "one skill, one customer, the same money centres",
    ("business-services", "financial-services"): "lawyers, accountants and consultants of money centres",
    ("business-services", "marketing-design-and-publishing"): "services to headquarters in large cities",
    ("business-services", "information-technology-and-analytical-instruments"): "software houses and computer services",
    (
        "communications-equipment-and-services",
        "information-technology-and-analytical-instruments",
    ): "chips, boards and software are common to both",
    ("music-and-sound-recording", "video-production-and-distribution"): "studios, rights and audiences in common",
    ("performing-arts", "video-production-and-distribution"): "actors, agents and stages",
    ("music-and-sound-recording", "performing-arts"): "musicians record and perform",
    ("hospitality-and-tourism", "performing-arts"): "shows draw visitors",
    ("food-processing-and-manufacturing", "livestock-processing"): "meat goes into prepared food; both are near farms",
    ("agricultural-inputs-and-services", "food-processing-and-manufacturing"): "farms between them buy and sell",
    (
        "distribution-and-electronic-commerce",
        "transportation-and-logistics",
    ): "goods that are sold are moved and stored",
    ("marketing-design-and-publishing", "printing-services"): "publishers and advertisers have their matter printed",
    ("paper-and-packaging", "printing-services"): "printers use paper",
    ("biopharmaceuticals", "medical-devices"): "the same customers, regulators and research hospitals",
    ("biopharmaceuticals", "education-and-knowledge-creation"): "medicines come from research",
    (
        "aerospace-vehicles-and-defense",
        "information-technology-and-analytical-instruments",
    ): "navigation and guidance instruments fly",
    ("metal-mining", "nonmetal-mining"): "the same machines, skills and geology",
    ("fishing-and-fishing-products", "water-transportation"): "harbours and boatyards",
    ("construction-products-and-services", "nonmetal-mining"): "cement, gypsum and stone come out of quarries",
    (
        "lighting-and-electrical-equipment",
        "production-technology-and-heavy-machinery",
    ): "motors and controls in machines",
}

SEEN: Pairs = {
    ("metalworking-technology", "production-technology-and-heavy-machinery"): "machine tools and machine parts",
    ("metalworking-technology", "upstream-metal-manufacturing"): "foundries and mills supply machine shops",
    ("downstream-chemical-products", "upstream-chemical-products"): "basic chemicals go into paints, soaps and glues",
    (
        "oil-and-gas-production-and-transportation",
        "water-transportation",
    ): "tankers, barges and pipelines meet in ports",
    ("apparel", "textile-manufacturing"): "cloth is the material of clothes",
    ("footwear", "leather-and-related-products"): "leather is the material of shoes",
}

UNEXPECTED: Pairs = {
    ("coal-mining", "video-production-and-distribution"): "mountains and film studios",
    ("automotive", "fishing-and-fishing-products"): "inland plants and the sea",
    ("information-technology-and-analytical-instruments", "tobacco"): "nothing bought, sold or learnt in common",
    ("financial-services", "livestock-processing"): "money centres and slaughterhouses",
    ("footwear", "oil-and-gas-production-and-transportation"): "nothing in common but what every factory buys",
    ("insurance-services", "metal-mining"): "large cities and remote mines",
    ("forestry", "music-and-sound-recording"): "woods and recording studios",
    ("biopharmaceuticals", "wood-products"): "research regions and timber regions",
    ("electric-power-generation-and-transmission", "leather-and-related-products"): "hardly anything in common",
    ("performing-arts", "upstream-metal-manufacturing"): "stages and steel mills",
}
