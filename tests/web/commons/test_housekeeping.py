"""What the worker removes once a day: abandoned files and accounts that nobody confirmed, and never anything else."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.web.commons.conftest import PASSWORD, Cast
from tests.web.commons.letters_read import latest_letter, link_in

from clusteratlas_web.accounts.actions.unconfirmed import remove_unconfirmed
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.files import keep, remove_abandoned
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.models import Letter, PrivateFile
from clusteratlas_web.registry.models import Acting


def put(name: str, hours: float) -> Path:
    """A file of that age among the uploads."""
    file = Path(settings.MEDIA_ROOT) / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("x", encoding="ascii")
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(file, (moment, moment))
    return file


def test_an_old_orphan_goes_a_fresh_one_and_what_a_row_points_to_stay(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    held = keep(SimpleUploadedFile("a.txt", b"kept"), cast.valley, cast.ana)
    of_a_row = put(held.path, 24 * 400)
    old, fresh, other = put("a" * 48, 25), put("b" * 48, 23), put("readme", 24 * 400)
    assert remove_abandoned(timezone.now()) == 1
    assert [each.exists() for each in (of_a_row, old, fresh, other)] == [True, False, True, True]
    assert (PrivateFile.objects.count(), [each.getMessage() for each in caplog.records]) == (
        1,
        [f"removed the uploaded file {old.name}: nothing stored points to it"],
    )
    assert remove_abandoned(timezone.now()) == 0


def test_without_any_upload_there_is_nothing_to_remove(stored: None) -> None:
    assert remove_abandoned(timezone.now()) == 0


def signs_up(name: str, days: int = 31) -> Any:
    """Somebody who opened an account some days ago and did not follow the link of the letter."""
    facts = {"name": name, "email": f"{name.lower()}@example.net", "language": "en", "password1": PASSWORD}
    assert Client().post("/account/sign-up/", facts).status_code == 302
    made = Person.objects.get(email=facts["email"])
    Person.objects.filter(pk=made.pk).update(joined=timezone.now() - timedelta(days=days))
    return made


def test_an_account_that_nobody_confirmed_goes_after_a_month_and_no_other(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    Person.objects.update(joined=timezone.now() - timedelta(days=400))
    gone, fresh, confirmed, acting, told = (
        signs_up(name, days)
        for name, days in (("Gone", 31), ("Fresh", 29), ("Confirmed", 31), ("Acting", 31), ("Told", 31))
    )
    Client().post(link_in(latest_letter(confirmed.email)))
    Acting.objects.create(organisation=cast.valley, person=acting, role="member")
    record(None, "deactivate", told)
    EmailAddress.objects.create(user=cast.ana, email="ana@example.net", verified=False)
    EmailAddress.objects.create(user=cast.ana, email="ana@example.org", verified=True)
    caplog.clear()
    assert remove_unconfirmed(timezone.now()) == 1
    assert not Person.objects.filter(pk=gone.pk).exists()
    stay = [fresh, confirmed, acting, told, cast.ana, cast.ben, cast.carla, cast.finn, cast.gao]
    assert Person.objects.filter(pk__in=[each.pk for each in stay]).count() == len(stay) == Person.objects.count()
    assert not Letter.objects.filter(address=gone.email).exists()
    opened = (timezone.now() - timedelta(days=31)).date()
    assert [each.getMessage() for each in caplog.records] == [
        f"removed account {gone.pk}, opened on {opened} and never confirmed"
    ]
    assert remove_unconfirmed(timezone.now()) == 0


def test_the_address_of_a_removed_account_can_be_used_again(cast: Cast) -> None:
    signs_up("Again")
    remove_unconfirmed(timezone.now())
    cache.clear()  # a month later no limit on letters to the address is left
    again = signs_up("Again", 0)
    assert Client().post(link_in(latest_letter(again.email))).status_code == 302
    assert EmailAddress.objects.get(email=again.email).verified
