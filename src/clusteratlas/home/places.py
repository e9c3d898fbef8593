"""Where each kind of file lives under the home folder."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The folder that holds sources, records, boundaries, atlases and the disposable caches.

    Where `internal` is False, editions of confidential figures are as if they were not there.
    """

    path: Path
    internal: bool = True

    @classmethod
    def at(cls, path: "Path | str | Home | None" = None) -> "Home":
        """The home at `path`; without one, at CLUSTERATLAS_HOME, else ./atlas."""
        if isinstance(path, Home):
            return path
        return cls(Path(path or os.environ.get("CLUSTERATLAS_HOME") or "atlas").absolute())

    def source(self, provider: str, vintage: str) -> Path:
        """Files as published, with their origin."""
        return self.path / "sources" / provider / vintage

    def records(self, provider: str) -> Path:
        """Coded records, one folder for each imported file."""
        return self.path / "records" / provider

    def boundaries(self, name: str) -> Path:
        """A boundary package."""
        return self.path / "boundaries" / name

    def atlas(self, atlas: str) -> Path:
        """An atlas: its editions, what is being built, and which edition is current."""
        return self.path / "atlases" / atlas

    def editions(self, atlas: str) -> Path:
        """The editions of an atlas."""
        return self.atlas(atlas) / "editions"

    def building(self, atlas: str, edition: str) -> Path:
        """An edition that is being built; gone when the edition stands."""
        return self.atlas(atlas) / "building" / edition

    def cache(self, kind: str) -> Path:
        """Derived files that may be deleted at any time."""
        return self.path / "cache" / kind

    def atlases(self) -> list[str]:
        """The names of the atlases that stand here, in order."""
        folder = self.path / "atlases"
        return sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []
