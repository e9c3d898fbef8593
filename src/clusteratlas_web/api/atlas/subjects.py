"""What the addresses of an edition are listed under."""

from django.utils.translation import gettext_noop as said

EDITIONS = said("Atlases and editions")
REGIONS = said("Regions")
CLUSTERS = said("Clusters")
REGIONAL = said("A cluster in a region")
INDUSTRIES = said("Industries and definitions")
COMPARISON = said("Comparison and own regions")
DRAFTS = said("Definitions and drafts")
STRENGTH = said("Rule books")
CHARTS = said("Maps, charts and briefs")
WHOLE = said("Whole tables and boundaries")
FINDING = said("Search and glossary")
