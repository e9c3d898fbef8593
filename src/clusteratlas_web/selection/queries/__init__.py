"""Reading calls, applications, juries and decisions; fetching is the access check."""
