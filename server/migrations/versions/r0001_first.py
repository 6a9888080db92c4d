"""The tables of the first release."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make schema court as ``0001_first.sql`` says."""
    op.get_bind().exec_driver_sql(Path(__file__).with_name("0001_first.sql").read_text(encoding="utf-8"))
