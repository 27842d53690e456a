"""The way from any earlier version of the database to this one, run by Alembic."""
