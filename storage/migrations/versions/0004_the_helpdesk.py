"""The helpdesk: tickets with their words and what went to Dukcapil, corrections, resets, fraud reports."""

import sqlalchemy as sa
from alembic import op

from storage.models.columns import RowId

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fraud_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_index", sa.LargeBinary(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("reporter", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("fraud_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fraud_report_about_index"), ["about_index"], unique=False)

    op.create_table(
        "reset_link",
        sa.Column("code_index", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("issued_by", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("code_index"),
    )
    with op.batch_alter_table("reset_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reset_link_account_id"), ["account_id"], unique=False)

    op.create_table(
        "telegram_change",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("new_person", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("telegram_change", schema=None) as batch_op:
        batch_op.create_index(
            "ux_telegram_change_open",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )

    op.create_table(
        "ticket_message",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("from_staff", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("ticket_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_message_ticket_id"), ["ticket_id"], unique=False)

    op.create_table(
        "ticket_sent",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("officer", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("ticket_sent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_sent_ticket_id"), ["ticket_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_instansi_id"), ["instansi_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_correction_ticket_id"), ["ticket_id"], unique=False)
        batch_op.create_index(
            "ux_correction_open",
            ["worker_id"],
            unique=True,
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )

    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kabupaten", sa.String(length=4), server_default="", nullable=False))
        batch_op.add_column(sa.Column("account_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("worker_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("holder", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("taken_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("first_answer_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("waiting_since", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("solved_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_ticket_person"), ["person"], unique=False)
        batch_op.create_index("ix_ticket_queue", ["status", "created_at"], unique=False)
        batch_op.create_index("ix_ticket_filters", ["status", "kind", "kabupaten"], unique=False)
        batch_op.create_index("ix_ticket_held", ["holder", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_waiting_since"), ["waiting_since"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_correction_open",
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )
        batch_op.drop_index(batch_op.f("ix_correction_ticket_id"))
        batch_op.drop_index(batch_op.f("ix_correction_instansi_id"))

    op.drop_table("correction")
    with op.batch_alter_table("ticket_sent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_sent_ticket_id"))

    op.drop_table("ticket_sent")
    with op.batch_alter_table("ticket_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_message_ticket_id"))

    op.drop_table("ticket_message")
    with op.batch_alter_table("telegram_change", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_telegram_change_open",
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )

    op.drop_table("telegram_change")
    with op.batch_alter_table("reset_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reset_link_account_id"))

    op.drop_table("reset_link")
    with op.batch_alter_table("fraud_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fraud_report_about_index"))

    op.drop_table("fraud_report")
    for index in (
        "ix_ticket_waiting_since",
        "ix_ticket_held",
        "ix_ticket_filters",
        "ix_ticket_queue",
        "ix_ticket_person",
    ):
        op.drop_index(index, "ticket")
    # Straight, and not by a copy of the table, which would lose the index of the open ones.
    op.drop_column("ticket", "reason")
    op.drop_column("ticket", "solved_at")
    op.drop_column("ticket", "reminded_at")
    op.drop_column("ticket", "waiting_since")
    op.drop_column("ticket", "first_answer_at")
    op.drop_column("ticket", "taken_at")
    op.drop_column("ticket", "holder")
    op.drop_column("ticket", "worker_id")
    op.drop_column("ticket", "account_id")
    op.drop_column("ticket", "kabupaten")
