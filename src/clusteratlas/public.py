"""What `import clusteratlas as ca` offers as functions: ca.import_file, ca.build, ca.open."""

from clusteratlas.editions import build
from clusteratlas.editions import open_atlas as open
from clusteratlas.sources import import_file

__all__ = ["build", "import_file", "open"]
