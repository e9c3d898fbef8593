"""What the API answers of editions: each file is a subject, each function an address."""
