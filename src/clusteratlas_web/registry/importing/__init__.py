"""Files of organisations: how they are read, what their columns mean, what is wrong with their rows."""
