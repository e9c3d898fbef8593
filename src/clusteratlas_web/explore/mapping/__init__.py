"""Maps: what is shown of which regions, in which classes, as a page draws it and as files to take away."""
