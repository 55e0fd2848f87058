"""Messages to a chat are found by their number; only jobs need an index."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_JOBS = sa.text("lane = 'job'")


def upgrade() -> None:
    op.drop_index("ix_outbox_lane", table_name="outbox")
    op.drop_index("ix_outbox_heads", table_name="outbox")
    op.create_index("ix_outbox_jobs", "outbox", ["person", "id"], sqlite_where=_JOBS, postgresql_where=_JOBS)


def downgrade() -> None:
    op.drop_index("ix_outbox_jobs", table_name="outbox")
    op.create_index("ix_outbox_lane", "outbox", ["lane", "id"])
    op.create_index("ix_outbox_heads", "outbox", ["lane", "person", "id"])
