"""Custom regions: units picked on the map or pasted as codes, put together, and shown as one region."""
