"""Backups: database, private files, boundaries and editions of an installation, in one archive that proves itself."""
