"""What a region is not strong in but near to, how that is scored, and whether it came true before."""
