"""What templates of selection may call."""
