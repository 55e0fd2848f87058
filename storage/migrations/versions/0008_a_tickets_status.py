"""Room for the longest status of a ticket, which PostgreSQL counts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ticket") as batch_op:
        batch_op.alter_column("status", existing_type=sa.String(length=16), type_=sa.String(length=24))


def downgrade() -> None:
    with op.batch_alter_table("ticket") as batch_op:
        batch_op.alter_column("status", existing_type=sa.String(length=24), type_=sa.String(length=16))
