"""What pages read of programmes and questions; fetching is the access check."""
