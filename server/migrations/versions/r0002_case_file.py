"""The tables of the entry form and the case file."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change schema court as ``0002_case_file.sql`` says."""
    op.get_bind().exec_driver_sql(Path(__file__).with_name("0002_case_file.sql").read_text(encoding="utf-8"))
