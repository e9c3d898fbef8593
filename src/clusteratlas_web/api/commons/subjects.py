"""What the addresses of the commons are listed under."""

from django.utils.translation import gettext_noop as said

ORGANISATIONS = said("Organisations")
PROGRAMMES = said("Programmes")
CALLS = said("Calls and awards")
DESIGNATIONS = said("Designations")
STORIES = said("Stories")
DATA_SETS = said("Contributed data")
