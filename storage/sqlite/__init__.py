"""SQLite: one file, one writer at a time, and no byte left of what is erased."""
