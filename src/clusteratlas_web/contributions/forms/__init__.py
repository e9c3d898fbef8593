"""The forms of contributed data: description, file, columns, review."""
