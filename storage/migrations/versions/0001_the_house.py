"""The house."""

import sqlalchemy as sa
from alembic import op

from storage.models.columns import RowId

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("flow", sa.String(length=24), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person", "flow"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "inbox",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("source", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(), nullable=True),
        sa.Column("handled_at", sa.DateTime(), nullable=True),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "number"),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_waiting",
            ["person", "id"],
            unique=False,
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        )

    op.create_table(
        "instansi",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("kode", sa.String(length=32), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("finalised_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kode"),
    )
    op.create_table(
        "invite",
        sa.Column("code_index", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("code_index"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_heads", ["lane", "person", "id"], unique=False)
        batch_op.create_index("ix_outbox_lane", ["lane", "id"], unique=False)

    op.create_table(
        "screen",
        sa.Column("person", RowId(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "role", "instansi_id"),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_person"), ["person"], unique=False)

    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(
            "ux_ticket_open",
            ["person", "kind"],
            unique=True,
            sqlite_where=sa.text("status <> 'selesai'"),
            postgresql_where=sa.text("status <> 'selesai'"),
        )

    op.create_table(
        "tries",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.DateTime(), nullable=True),
        sa.Column("last", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("nik_index", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nik_index", "person"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("nik_index", sa.LargeBinary(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nik_index", "instansi_id"),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_instansi_id"), ["instansi_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_person"), ["person"], unique=False)

    op.create_table(
        "worker",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("instansi_id", sa.BigInteger(), nullable=False),
        sa.Column("nik", sa.LargeBinary(), nullable=False),
        sa.Column("nik_index", sa.LargeBinary(), nullable=False),
        sa.Column("kk", sa.LargeBinary(), nullable=True),
        sa.Column("nama", sa.String(length=100), nullable=False),
        sa.Column("no_peserta_thk2", sa.String(length=200), nullable=True),
        sa.Column("tempat_lahir", sa.String(length=60), nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=False),
        sa.Column("jenis_kelamin", sa.String(length=1), nullable=False),
        sa.Column("tingkat_pendidikan", sa.String(length=200), nullable=True),
        sa.Column("pendidikan_terakhir", sa.String(length=200), nullable=True),
        sa.Column("nomor_ijazah", sa.String(length=200), nullable=True),
        sa.Column("tanggal_lulus", sa.Date(), nullable=True),
        sa.Column("nama_sekolah", sa.String(length=200), nullable=True),
        sa.Column("jabatan", sa.String(length=200), nullable=False),
        sa.Column("unit_kerja", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("row_index", sa.LargeBinary(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nik_index"),
    )
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_worker_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("nomor_registrasi", sa.String(length=16), nullable=False),
        sa.Column("nama", sa.String(length=100), nullable=False),
        sa.Column("tempat_lahir", sa.String(length=60), nullable=False),
        sa.Column("kk", sa.LargeBinary(), nullable=False),
        sa.Column("ponsel", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.String(length=128), nullable=False),
        sa.Column("pertanyaan_pengaman", sa.String(length=32), nullable=False),
        sa.Column("jawaban_hash", sa.String(length=128), nullable=False),
        sa.Column("consented_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nomor_registrasi"),
        sa.UniqueConstraint("worker_id"),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_telegram_id"), ["telegram_id"], unique=False)

    op.create_table(
        "riwayat",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("nomor_sk", sa.String(length=200), nullable=True),
        sa.Column("tanggal_sk", sa.Date(), nullable=True),
        sa.Column("tanggal_mulai", sa.Date(), nullable=False),
        sa.Column("tanggal_berakhir", sa.Date(), nullable=True),
        sa.Column("pendidikan", sa.String(length=200), nullable=True),
        sa.Column("jabatan", sa.String(length=200), nullable=False),
        sa.Column("unit_kerja", sa.String(length=200), nullable=False),
        sa.Column("jabatan_penandatangan", sa.String(length=200), nullable=True),
        sa.Column("jenis_jabatan_penandatangan", sa.String(length=200), nullable=True),
        sa.Column("jenis_pembayaran", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_riwayat_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "account_file",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id", "kind"),
    )
    with op.batch_alter_table("account_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_file_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("account_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_file_account_id"))

    op.drop_table("account_file")
    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_riwayat_worker_id"))

    op.drop_table("riwayat")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_telegram_id"))

    op.drop_table("account")
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_instansi_id"))
        batch_op.drop_index(batch_op.f("ix_worker_import_id"))

    op.drop_table("worker")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_person"))
        batch_op.drop_index(batch_op.f("ix_proposal_instansi_id"))

    op.drop_table("proposal")
    op.drop_table("watch")
    op.drop_table("tries")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_ticket_open",
            sqlite_where=sa.text("status <> 'selesai'"),
            postgresql_where=sa.text("status <> 'selesai'"),
        )

    op.drop_table("ticket")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_person"))

    op.drop_table("staff")
    op.drop_table("screen")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_lane")
        batch_op.drop_index("ix_outbox_heads")

    op.drop_table("outbox")
    op.drop_table("invite")
    op.drop_table("instansi")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_waiting",
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        )

    op.drop_table("inbox")
    op.drop_table("conversation")
