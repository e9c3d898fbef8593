"""What people fill in about programmes and questions."""
