"""The forms of the registry: what is asked, and how it becomes what actions take."""
