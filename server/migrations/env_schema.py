"""The schema of Alembic's own table of the revision reached."""

SCHEMA = "migration"
