"""A publish policy as a file that an operator writes, and as it is kept with what was protected under it."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomli_w

from clusteratlas.disclosure import PublishPolicy, publish_policy
from clusteratlas.editions.manifest import INTERNAL
from clusteratlas.errors import InputError, UnreadableFile


def read_policy(file: Path) -> PublishPolicy:
    """The policy in a TOML file; raises UnreadableFile, with the entry that is wrong."""
    try:
        policy = publish_policy(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise UnreadableFile(file, f"the policy cannot be read: {error.strerror}.", "Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(file, f"it is no TOML file: {error}.", "Mend it there.") from error
    except InputError as error:
        raise UnreadableFile(file, f"{error}", "Mend the policy and repeat.") from error
    if not policy.applied or policy.name == INTERNAL:
        name = f"{policy.name!r} is a name with a meaning of its own and protects nothing."
        raise UnreadableFile(file, name, "Name your policy otherwise and set its rules.")
    return policy


def write_policy(policy: PublishPolicy, file: Path) -> None:
    """Writes the whole policy, k and p too: for the confidential folder only."""
    file.write_bytes(tomli_w.dumps(_entries(policy)).encode())


def _entries(policy: PublishPolicy) -> dict[str, Any]:
    entries = {name: value for name, value in asdict(policy).items() if value is not None and name != "applied"}
    if policy.dominance is not None:
        entries["dominance"] = {"largest": policy.dominance[0], "percent": policy.dominance[1]}
    return entries
