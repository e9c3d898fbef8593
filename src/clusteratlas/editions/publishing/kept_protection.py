"""What is kept of a protection in the confidential folder: the whole policy, the proofs, and a key."""

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.disclosure import Exchange, Exchanges, PublishPolicy
from clusteratlas.editions.manifest import Manifest
from clusteratlas.editions.publishing.policy_file import read_policy, write_policy
from clusteratlas.editions.publishing.register import Register, registers
from clusteratlas.errors import NoRecords
from clusteratlas.home import Home
from clusteratlas.sources import Records, imported

_FOLDER, _POLICY, _KEY = "protections", "policy.toml", "key"


@dataclass(frozen=True)
class KeptProtection:
    """One protection of a register; `public` is the vintage of the protected records."""

    register: Register
    public: str
    folder: Path

    @classmethod
    def at(cls, register: Register, public: str) -> "KeptProtection":
        """The protection of this name, whether it stands yet or not."""
        return cls(register, public, register.records.folder / _FOLDER / public)

    def policy(self) -> PublishPolicy:
        """The policy with all its numbers."""
        return read_policy(self.folder / _POLICY)

    def proofs(self, year: int) -> Mapping[str, Exchanges]:
        """The exchanges of a year, by measure."""
        table = pq.read_table(self.folder / f"{year}.parquet")
        rows = np.stack([np.asarray(table[field].to_numpy(), np.int64) for field in Exchange._fields], axis=1)
        measure = np.array(table["measure"].to_pylist(), object)
        return {name: Exchanges(rows[measure == name]) for name in dict.fromkeys(measure.tolist())}

    def key(self) -> bytes:
        """The key of the checksum that the public records carry."""
        return bytes.fromhex((self.folder / _KEY).read_text())

    def records(self, home: Home) -> Records | None:
        """The protected records, if they stand in this home."""
        return next(
            (each for each in imported(self.register.records.source, home) if each.vintage == self.public), None
        )


def write_protection(folder: Path, policy: PublishPolicy, proofs: Mapping[int, Mapping[str, Exchanges]]) -> bytes:
    """Fills the folder of a protection; gives its key."""
    write_policy(policy, folder / _POLICY)
    for year, by_measure in proofs.items():
        rows = np.concatenate([np.empty((0, len(Exchange._fields)), np.int64), *(e.rows for e in by_measure.values())])
        measure = [name for name, each in by_measure.items() for _ in range(len(each.rows))]
        columns = {field: pa.array(rows[:, place]) for place, field in enumerate(Exchange._fields)}
        pq.write_table(pa.table({"measure": pa.array(measure, pa.string()), **columns}), folder / f"{year}.parquet")
    key = secrets.token_bytes(32)
    (folder / _KEY).write_text(key.hex())
    return key


def register_checksum(records: Records, key: bytes) -> str:
    """HMAC-SHA256 of the confidential cells.

    A plain checksum would let anyone try out values for the few withheld cells until it fits; without the key nobody
    can.
    """
    found = hmac.new(key, digestmod=hashlib.sha256)
    for year in records.years:
        found.update(hashlib.sha256(records.file(year).read_bytes()).digest())
    return found.hexdigest()


def protections(register: Register) -> Iterator[KeptProtection]:
    """All protections of a register, whether or not their records still stand."""
    for folder in sorted((register.records.folder / _FOLDER).glob("[!.]*")):
        yield KeptProtection(register, folder.name, folder)


def protections_of(home: Home, manifest: Manifest) -> Mapping[int, KeptProtection]:
    """The protection behind each year of a public edition, as far as its registers stand in this home."""
    try:
        known = registers(home)
    except NoRecords:
        return {}
    names = [str(origin["file"]) for origin in manifest.inputs]
    found = (KeptProtection.at(register, name) for register in known for name in names)
    return {year: each for each in found if each.folder.is_dir() for year in each.register.records.years}
