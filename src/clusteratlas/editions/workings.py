"""What steps of a build leave for later ones and no edition keeps."""

WORKINGS = "workings"  # a folder beside a step's tables
WITHHELD = "withheld.toml"  # there: what bounding found, on its way into the manifest
