"""The pages of the registry: each asks a query or an action, and shows what it answers."""
