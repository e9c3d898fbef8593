"""Budget lines: how much, by which department, for which year, as planned, committed or spent."""

from django.db import models
from django.db.models import Q

from clusteratlas_web.programmes.models.programme import FIRST_YEAR, LAST_YEAR, Piece, Programme
from clusteratlas_web.programmes.words import CURRENCIES, MONEY_STATES


class BudgetLine(Piece):
    """An amount. Department, year, region and cluster stay empty where they are not recorded.

    `years` is how many years the amount covers where its source gives one sum for several.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="budget")
    department = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    years = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3, choices=CURRENCIES)
    state = models.CharField(max_length=12, choices=MONEY_STATES)
    region = models.CharField(max_length=80, blank=True)
    cluster = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "year",
            "pk",
        )
        constraints = (
            models.CheckConstraint(condition=Q(amount__gte=0), name="amount_is_not_negative"),
            models.CheckConstraint(condition=Q(years__gte=1), name="amount_covers_a_year"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="budget_year_is_a_year"
            ),
        )

    @property
    def in_charge(self) -> int | None:
        """The department whose money it is."""
        return self.department_id
