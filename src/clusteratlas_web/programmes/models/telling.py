"""What an organisation was told to be newly open for it, so that nothing is new twice."""

from django.db import models

from clusteratlas_web.programmes.models.instrument import Instrument


class Telling(models.Model):
    """That the letter of a week, named by its Monday, told an organisation of an instrument as open from a day on."""

    goes_with_a_merge = True  # where the record that stays was told the same

    organisation = models.ForeignKey("registry.Organisation", models.CASCADE, related_name="tellings")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="tellings")
    opens = models.DateField()
    week = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "instrument", "opens"], name="one_telling_of_an_opening"),
        )
        indexes = (models.Index(fields=["organisation", "week"], name="tellings_of_a_week"),)

    def __str__(self) -> str:
        return f"instrument {self.instrument_id} to organisation {self.organisation_id}"
