"""Settings refuse a bad value and name the allowed ones."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from clusteratlas_web.settings.environment import read_environment

KEY = "k" * 40


def test_defaults_serve_this_machine_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = read_environment({"CLUSTERATLAS_SECRET_KEY": KEY})
    assert environment.home == tmp_path / "atlas"
    assert environment.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert environment.debug is False


def test_what_is_set_is_used(tmp_path: Path) -> None:
    environment = read_environment(
        {
            "CLUSTERATLAS_HOME": str(tmp_path),
            "CLUSTERATLAS_SECRET_KEY": KEY,
            "CLUSTERATLAS_HOSTS": "atlas.example.org, 10.0.0.7",
            "CLUSTERATLAS_DEBUG": "Yes",
        }
    )
    assert environment.home == tmp_path
    assert environment.hosts == ("atlas.example.org", "10.0.0.7")
    assert environment.debug is True


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("CLUSTERATLAS_DEBUG", "maybe", "1, true, yes, on and 0, false, no, off"),
        ("CLUSTERATLAS_HOSTS", "*", "host names separated by commas"),
        ("CLUSTERATLAS_HOSTS", "https://atlas.example.org", "without scheme, port or path"),
        ("CLUSTERATLAS_HOSTS", "atlas.example.org:8000", "without scheme, port or path"),
        ("CLUSTERATLAS_HOSTS", " , ", "an empty list"),
        ("CLUSTERATLAS_HOME", __file__, "allowed is a folder"),
        ("CLUSTERATLAS_SECRET_KEY", "short", "at least 32 characters"),
        ("CLUSTERATLAS_SECRET_KEY", "", "at least 32 characters"),
    ],
)
def test_a_bad_value_is_refused_with_the_allowed_ones(name: str, value: str, named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read_environment({"CLUSTERATLAS_SECRET_KEY": KEY, name: value})
    assert named in str(refusal.value)


def test_a_refused_key_is_not_shown() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_environment({"CLUSTERATLAS_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(refusal.value)
