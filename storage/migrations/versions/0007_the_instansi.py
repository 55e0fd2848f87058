"""The instansi: imports that can be undone, verification, transfers, broadcasts, finalisasi and SPTJM, desks."""

import sqlalchemy as sa
from alembic import op

from storage.models.columns import RowId

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("occasion", sa.String(length=64), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("after", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("note", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("occasion"),
    )
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_finished_at"), ["finished_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_broadcast_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reasons", sa.String(length=200), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_day", ["instansi_id", "decided_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "desk",
        sa.Column("person", RowId(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "overrule",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("nik_index", sa.LargeBinary(), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("overruled_by", sa.BigInteger(), nullable=False),
        sa.Column("overruled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nik_index", "instansi_id", "rule"),
    )
    op.create_table(
        "replaced_row",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("replaced_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replaced_row_import_id"), ["import_id"], unique=False)

    op.create_table(
        "transfer",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("from_instansi", sa.BigInteger(), nullable=False),
        sa.Column("to_instansi", sa.BigInteger(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_from_instansi"), ["from_instansi"], unique=False)
        batch_op.create_index(batch_op.f("ix_transfer_to_instansi"), ["to_instansi"], unique=False)
        batch_op.create_index(
            "ux_transfer_open",
            ["worker_id", "to_instansi"],
            unique=True,
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )

    op.create_table(
        "finalisation",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("finalised_by", sa.BigInteger(), nullable=False),
        sa.Column("finalised_at", sa.DateTime(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("counts", sa.String(length=500), nullable=False),
        sa.Column("reopened_by", sa.BigInteger(), nullable=True),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("finalisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finalisation_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "roster_import",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("loaded", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("roster_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_import_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("nomor", sa.String(length=32), nullable=False),
        sa.Column("finalisation_id", sa.BigInteger(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("declarer", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("roster", sa.String(length=64), nullable=False),
        sa.Column("printed_by", sa.BigInteger(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("signed", sa.String(length=64), nullable=False),
        sa.Column("signed_by", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finalisation_id"],
            ["finalisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nomor"),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_finalisation_id"), ["finalisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "verification",
        sa.Column("worker_id", RowId(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("verifier", sa.BigInteger(), nullable=True),
        sa.Column("held_until", sa.DateTime(), nullable=True),
        sa.Column("skipped_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["worker.id"],
        ),
        sa.PrimaryKeyConstraint("worker_id"),
    )
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verification_instansi_id"), ["instansi_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_verification_verifier"), ["verifier"], unique=False)

    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.add_column(sa.Column("issued_by", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("label", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decided_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("decided_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("answer", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("reopening", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decided_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("decided_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("answer", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(sa.Column("label", sa.LargeBinary(), nullable=True))

    _index_what_there_is()


def _index_what_there_is() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_many",
            ["id"],
            unique=False,
            sqlite_where=sa.text("lane = 'many'"),
            postgresql_where=sa.text("lane = 'many'"),
        )

    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_instansi_id"))
        batch_op.create_index("ix_worker_standing", ["instansi_id", "status"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(
            "ix_account_withdrawn",
            ["withdrawn_at"],
            unique=False,
            sqlite_where=sa.text("withdrawn_at IS NOT NULL"),
            postgresql_where=sa.text("withdrawn_at IS NOT NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_many")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index("ix_account_withdrawn")
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index("ix_worker_standing")
        batch_op.create_index(batch_op.f("ix_worker_instansi_id"), ["instansi_id"], unique=False)
    for table in ("reopening", "proposal"):
        for column in ("answer", "decided_at", "decided_by"):
            op.drop_column(table, column)
    op.drop_column("staff", "label")
    for column in ("label", "issued_by"):
        op.drop_column("invite", column)
    for table in (
        *("verification", "letter", "roster_import", "finalisation", "transfer", "replaced_row"),
        *("overrule", "desk", "decision", "broadcast"),
    ):
        op.drop_table(table)
