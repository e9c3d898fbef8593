"""The API: what the pages show, for programs; thin over the queries of editions and of the commons."""
