"""The pages of contributed data."""
