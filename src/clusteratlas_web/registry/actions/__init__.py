"""What changes the registry: each verb checks who may, writes, and leaves its entry in the history."""
