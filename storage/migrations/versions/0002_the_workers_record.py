"""The worker's record, and the audit trail."""

import sqlalchemy as sa
from alembic import op

from storage.models.columns import RowId

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=False),
        sa.Column("actor_role", sa.String(length=16), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    head = op.create_table(
        "audit_head",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    # From the first day there is a head: that it is missing tells that somebody took it.
    op.bulk_insert(head, [{"id": 1, "count": 0, "digest": b""}])
    op.create_table(
        "card",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_account_id"), ["account_id"], unique=False)

    op.create_table(
        "biodata",
        sa.Column("account_id", RowId(), nullable=False),
        sa.Column("jenis_kelamin", sa.String(length=1), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("ponsel", sa.LargeBinary(), nullable=True),
        sa.Column("kabupaten", sa.String(length=8), nullable=True),
        sa.Column("alamat", sa.LargeBinary(), nullable=True),
        sa.Column("status_perkawinan", sa.String(length=32), nullable=True),
        sa.Column("agama", sa.String(length=32), nullable=True),
        sa.Column("gelar_depan", sa.String(length=60), nullable=True),
        sa.Column("gelar_belakang", sa.String(length=60), nullable=True),
        sa.Column("tingkat_pendidikan", sa.String(length=200), nullable=True),
        sa.Column("pendidikan_terakhir", sa.String(length=200), nullable=True),
        sa.Column("nomor_ijazah", sa.String(length=200), nullable=True),
        sa.Column("nama_sekolah", sa.String(length=200), nullable=True),
        sa.Column("tanggal_lulus", sa.Date(), nullable=True),
        sa.Column("jabatan", sa.String(length=200), nullable=True),
        sa.Column("unit_kerja", sa.String(length=200), nullable=True),
        sa.Column("tempat_lahir_ijazah", sa.String(length=60), nullable=True),
        sa.Column("tanggal_lahir_ijazah", sa.Date(), nullable=True),
        sa.Column("pages_done", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
    )
    op.create_table(
        "document",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("riwayat_id", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id", "kind", "riwayat_id"),
    )
    op.create_table(
        "reopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("reopening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reopening_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reopening_person"), ["person"], unique=False)
        batch_op.create_index(
            "ux_reopening_open",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )

    op.create_table(
        "session",
        sa.Column("account_id", RowId(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("page", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_person"), ["person"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("finished_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pendidikan_pekerja", sa.String(length=200), nullable=True))


def downgrade() -> None:
    # Straight, and not by a copy of the table: other tables refer to these.
    op.drop_column("riwayat", "pendidikan_pekerja")
    op.drop_column("account", "withdrawn_at")
    op.drop_column("account", "finished_at")

    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_person"))

    op.drop_table("session")
    with op.batch_alter_table("reopening", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_reopening_open",
            sqlite_where=sa.text("status = 'menunggu'"),
            postgresql_where=sa.text("status = 'menunggu'"),
        )
        batch_op.drop_index(batch_op.f("ix_reopening_person"))
        batch_op.drop_index(batch_op.f("ix_reopening_account_id"))

    op.drop_table("reopening")
    op.drop_table("document")
    op.drop_table("biodata")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_account_id"))

    op.drop_table("card")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_subject"))

    op.drop_table("audit")
