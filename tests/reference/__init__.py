"""Slow implementations that are obviously right, for the fast ones to be judged by."""
