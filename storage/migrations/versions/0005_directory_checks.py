"""Checks of the directory that follow."""

import sqlalchemy as sa
from alembic import op

from storage.models.columns import RowId

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory_check",
        sa.Column("account_id", RowId(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
    )
    with op.batch_alter_table("directory_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_check_due_at"), ["due_at"], unique=False)


def downgrade() -> None:
    op.drop_table("directory_check")
