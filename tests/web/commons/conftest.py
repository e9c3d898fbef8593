"""The commons under test: a database that forgets after each test, and the cast everybody knows."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases

PASSWORD = "a long enough pass phrase"
SECRET = "JBSWY3DPEHPK3PXP"  # of Gao's authenticator app
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def database(platform: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The database of the settings, made anew: a file for SQLite, so that two threads see the same."""
    test = connections["default"].settings_dict.setdefault("TEST", {})
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    sqlite = connections["default"].vendor == "sqlite"
    test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3") if sqlite else f"test_commons_{worker}"
    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)


@pytest.fixture
def stored(database: None, tmp_path: Path) -> Iterator[None]:
    """What a test stores is gone after it. What waits for a commit does not happen: ask captureOnCommitCallbacks."""
    with override_settings(PASSWORD_HASHERS=FAST, MEDIA_ROOT=tmp_path / "media"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Cast:
    """Ana manages an organisation, Ben is her colleague, Carla is an outsider, Finn an officer, Gao administers."""

    ana: Any
    ben: Any
    carla: Any
    finn: Any
    gao: Any
    valley: Any  # Ana's and Ben's organisation, verified
    ministry: Any  # Finn's department, verified

    def client(self, name: str) -> Client:
        """A browser in which somebody of the cast is signed in; the visitor is nobody."""
        client = Client(raise_request_exception=False)
        if name != "visitor":
            client.force_login(getattr(self, name))
        return client


NAMES = ("visitor", "carla", "ben", "ana", "finn", "gao")


@pytest.fixture
def cast(stored: None) -> Cast:
    """The cast, with an organisation and a department; Gao has the second factor, without which nobody administers."""
    from allauth.mfa.totp.internal.auth import TOTP

    from clusteratlas_web.accounts.models import Person
    from clusteratlas_web.registry.models import Acting, Name, Organisation

    def person(name: str, **facts: Any) -> Person:
        return Person.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name, **facts)

    def organisation(slug: str, name: str, kind: str) -> Organisation:
        made = Organisation.objects.create(slug=slug, kind=kind, state="verified")
        Name.objects.create(organisation=made, language="en", text=name)
        return made

    ana, ben, carla, finn = (person(name) for name in ("Ana", "Ben", "Carla", "Finn"))
    gao = person("Gao", is_staff=True, language="zh-hans")
    TOTP.activate(gao, SECRET)
    valley = organisation("valley-optics", "Valley Optics", "cluster-organisation")
    ministry = organisation("ministry-of-economy", "Ministry of Economy", "agency")
    for who, what, role in ((ana, valley, "manager"), (ben, valley, "member"), (finn, ministry, "officer")):
        Acting.objects.create(organisation=what, person=who, role=role)
    return Cast(ana, ben, carla, finn, gao, valley, ministry)
