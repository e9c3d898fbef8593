"""The evidence sheet: figures of the very edition that was pinned, and words where that edition is gone or another."""

from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons.application_things import CLUSTER, REGION, pinned
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import call, entry, stage

OWN = "/calls/clusters-2026/applications/1/"


@pytest.fixture
def draft(cast: Cast, sample: Any) -> Any:
    """A draft in a round that asks for evidence, before the sample atlas."""
    return entry(stage(call(cast), asks=("evidence",)), cast.valley, "draft")


def test_it_is_pinned_by_name_and_shows_the_figures_of_its_edition(cast: Cast, draft: Any) -> None:
    from clusteratlas.editions.queries.regional import regional_cluster_in
    from clusteratlas.home import sha256_of
    from clusteratlas_web.selection.editions import opened

    sent = {"region": "Wichita, KS", "cluster": f"us/{CLUSTER}", "edition": "us/2019.1"}
    assert cast.client("ben").post(f"{OWN}edit/evidence/", sent).status_code == 302
    draft.refresh_from_db()
    edition = opened("us", "2019.1")
    assert edition is not None
    assert (draft.evidence.region, draft.evidence.cluster) == (REGION, CLUSTER)
    assert draft.evidence.checksum == sha256_of(edition.folder / "edition.toml")
    row = regional_cluster_in(edition, REGION, CLUSTER, 2019)
    page = cast.client("ben").get(OWN).content.decode()
    wanted = [f"{row['location_quotient']:.2f}", f"{row['employment']:,}", draft.evidence.checksum]
    wanted += [f"/us/2019.1/regions/{REGION}/clusters/{CLUSTER}/", "Class under the rule book “U.S. percentile rule”."]
    assert [each for each in wanted if each not in page] == []


@pytest.mark.parametrize(
    ("facts", "said", "figures"),
    [
        ({"edition": "1999.1"}, "Edition us-1999.1 is not here any more.", False),
        ({"checksum": "0" * 64}, "Edition us-2019.1 is not the one that was pinned.", True),
        ({"cluster": "no-such-cluster"}, "Edition us-2019.1 has no figures of this cluster in this region.", False),
    ],
)
def test_what_is_gone_or_another_is_said(
    cast: Cast, draft: Any, facts: dict[str, str], said: str, figures: bool
) -> None:
    pinned(draft, **facts)
    page = cast.client("ben").get(OWN).content.decode()
    assert (said in page, '<table class="evidence">' in page) == (True, figures)


def test_what_the_edition_does_not_know_is_not_pinned(cast: Cast, draft: Any) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.papers import pin_evidence
    from clusteratlas_web.selection.models import EvidenceSheet

    for edition, region, cluster in (
        ("us/1999.1", REGION, CLUSTER),
        ("us/2019.1", "us-metro-00000", CLUSTER),
        ("us/2019.1", REGION, "no-such-cluster"),
    ):
        with pytest.raises(Refusal):
            pin_evidence(cast.ana, draft, edition, region, cluster, timezone.now())
    assert EvidenceSheet.objects.count() == 0


def test_a_wrong_name_is_answered_with_the_nearest(cast: Cast, draft: Any) -> None:
    sent = {"region": "us-metro-48621", "cluster": f"us/{CLUSTER}", "edition": "us/2019.1"}
    page = cast.client("ana").post(f"{OWN}edit/evidence/", sent).content.decode()
    assert "The nearest is us-metro-48620 (Wichita, KS)." in page


def test_it_is_taken_off_again(cast: Cast, draft: Any) -> None:
    from clusteratlas_web.selection.models import EvidenceSheet

    pinned(draft)
    assert cast.client("ana").post(f"{OWN}edit/evidence/", {"do": "unpin"}).status_code == 302
    assert EvidenceSheet.objects.count() == 0
