"""Settings of the commons refuse a bad value, name the allowed ones, and show no secret."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from clusteratlas_web.settings.environment import read_environment
from clusteratlas_web.settings.mail import MailServer
from clusteratlas_web.settings.provider import provider_settings

KEY = {"CLUSTERATLAS_SECRET_KEY": "k" * 40}


def test_without_any_the_commons_stands_in_the_home(tmp_path: Path) -> None:
    environment = read_environment(KEY | {"CLUSTERATLAS_HOME": str(tmp_path)})
    assert environment.database["ENGINE"] == "django.db.backends.sqlite3"
    assert environment.database["NAME"] == str(tmp_path / "commons.sqlite3")
    assert (environment.mail, environment.oidc, environment.secure) == (MailServer(), (), False)
    assert (environment.administrator, environment.proxies) == ("", 0)


def test_what_is_set_is_used() -> None:
    environment = read_environment(
        KEY
        | {
            "CLUSTERATLAS_DATABASE": "postgresql://atlas:p%40ss@db.example.org:5433/commons",
            "CLUSTERATLAS_MAIL": "smtps://user:p%3Ass@mail.example.org",
            "CLUSTERATLAS_OIDC": "Ministry | https://id.example.org | atlas | hush",
            "CLUSTERATLAS_ADDRESS": "https://atlas.example.org",
            "CLUSTERATLAS_ADMINISTRATOR": "Gao@Example.org",
            "CLUSTERATLAS_PROXIES": "1",
            "CLUSTERATLAS_SECURE": "yes",
        }
    )
    database = environment.database
    assert (database["USER"], database["PASSWORD"], database["PORT"], database["NAME"]) == (
        "atlas",
        "p@ss",
        "5433",
        "commons",
    )
    assert environment.mail == MailServer("mail.example.org", 465, "user", "p:ss", tls=True)
    assert environment.oidc == ("Ministry", "https://id.example.org", "atlas", "hush")
    assert (environment.administrator, environment.proxies, environment.secure) == ("gao@example.org", 1, True)


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("CLUSTERATLAS_DATABASE", "mysql://user:hunter2@host/name", "postgresql://user:password@host:port/name"),
        ("CLUSTERATLAS_DATABASE", "postgresql://user:hunter2@host", "sqlite:///path/to/file"),
        ("CLUSTERATLAS_MAIL", "imap://user:hunter2@host", "smtp://user:password@host:port"),
        ("CLUSTERATLAS_MAIL_FROM", "nobody", "an address that letters come from"),
        ("CLUSTERATLAS_OIDC", "Ministry | http://id.example.org | atlas | hunter2", "https://issuer"),
        ("CLUSTERATLAS_OIDC", "Ministry | https://id.example.org | hunter2", "name | https://issuer | client | secret"),
        ("CLUSTERATLAS_SECURE", "perhaps", "1, true, yes, on and 0, false, no, off"),
        ("CLUSTERATLAS_ADDRESS", "atlas.example.org/commons", "such as https://atlas.example.org"),
        ("CLUSTERATLAS_ADMINISTRATOR", "gao", "the e-mail address of the first administrator"),
        ("CLUSTERATLAS_PROXIES", "many", "0 to 9"),
    ],
)
def test_a_bad_value_is_refused_with_the_allowed_ones(name: str, value: str, named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read_environment(KEY | {name: value})
    assert (named in str(refusal.value), "hunter2" in str(refusal.value)) == (True, False)


def test_every_setting_is_documented() -> None:
    import re

    from clusteratlas_web.settings import environment

    names = set(re.findall(r"CLUSTERATLAS_[A-Z_]+", Path(environment.__file__).read_text(encoding="utf-8")))
    guide = (Path(__file__).parents[3] / "docs" / "operating.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(CLUSTERATLAS_[A-Z_]+)`", guide, re.MULTILINE)) == names


def test_a_provider_as_it_is_wanted_said() -> None:
    assert provider_settings(()) == {}
    (app,) = provider_settings(("Ministry", "https://id.example.org", "atlas", "hush"))["openid_connect"]["APPS"]
    assert (app["name"], app["client_id"], app["secret"]) == ("Ministry", "atlas", "hush")
    assert app["settings"] == {"server_url": "https://id.example.org", "oauth_pkce_enabled": True}
