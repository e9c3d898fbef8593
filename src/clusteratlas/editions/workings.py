"""What steps of a build leave for later ones and no edition keeps."""

WORKINGS = "workings"  # a folder beside a step's tables
WITHHELD = "withheld.toml"  # there: what bounding found, on its way into the manifest
RELATEDNESS = "relatedness"  # there: the table of every year, of which an edition keeps the latest
ENTRY_MODEL = "entry-model.toml"  # there: the model of entries, on its way into the manifest
