"""Alembic's entry: run the revisions on the connection of ``server.migrate``, in its transaction."""

from alembic import context

from server.migrations.env_schema import SCHEMA

context.configure(connection=context.config.attributes["connection"], version_table_schema=SCHEMA)
context.run_migrations()
