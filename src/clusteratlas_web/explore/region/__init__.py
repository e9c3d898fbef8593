"""The profile of a region: what each section of its page shows, and the list of regions it is reached from."""
