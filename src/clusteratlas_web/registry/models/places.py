"""Where an organisation is and what it belongs to: regions, clusters and industries of the atlases."""

from django.db import models

from clusteratlas_web.registry.models.organisation import Organisation


class InRegion(models.Model):
    """An organisation is in a region, by the region's code; the first one given is its seat."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="regions")
    region = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "region"], name="a_region_once")]

    def __str__(self) -> str:
        return self.region


class InCluster(models.Model):
    """An organisation belongs to a cluster of the definition of an atlas."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="clusters")
    atlas = models.CharField(max_length=40)
    cluster = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "atlas", "cluster"], name="a_cluster_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """Atlas and cluster in one word."""
        return f"{self.atlas}/{self.cluster}"


class InIndustry(models.Model):
    """An organisation works in an industry, by classification and code."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="industries")
    classification = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "classification", "code"], name="an_industry_once")
        ]

    def __str__(self) -> str:
        return f"{self.classification} {self.code}"
