"""What each role finds in this chat: its commands in Telegram's menu, and its work as buttons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.conversations.context import Context
from bot.engine.effects import Button, Run
from storage import corrections, fraud, roster
from storage.staff import Role

_OF_EVERYBODY: Final = (
    "start",
    "daftar",
    "cek_syarat",
    "masuk",
    "kartu",
    "status",
    "kembali",
    "batal",
    "bantuan",
    "privasi",
    "keluar",
)
_OF_ROLE: Final[Mapping[str, tuple[str, ...]]] = {
    "helpdesk": ("tiket", "angka", "persetujuan"),
    "admin": (
        "instansi",
        "impor",
        "templat",
        "tambah",
        "cari",
        "staf",
        "koreksi",
        "rekap",
        "ekspor",
        "umumkan",
        "finalisasi",
        "sptjm",
    ),
    "operator": ("instansi", "impor", "templat", "tambah", "cari", "rekap", "ekspor"),
    "verifier": ("instansi", "verifikasi", "kesampingkan", "cari", "rekap"),
    "pusat": ("pusat", "petugas", "laporan", "rekap"),
}


def commands(roles: Sequence[str]) -> tuple[str, ...]:
    """The commands that a person with these roles finds in Telegram's menu."""
    if not roles:
        return _OF_EVERYBODY
    work = dict.fromkeys(name for role, names in _OF_ROLE.items() if role in roles for name in names)
    # Whoever has no office but the helpdesk's asks for nothing themselves.
    if set(roles) == {"helpdesk"}:
        return ("start", *work, "bantuan", "privasi")
    return ("start", *work, "status", "bantuan", "privasi", "undangan")


def buttons(context: Context, roles: Iterable[Role]) -> tuple[Button, ...]:
    """The work of these roles: the desk always, what waits for a decision while something does."""
    held = tuple(roles)
    of_instansi = dict.fromkeys(role.instansi_id for role in held if role.instansi_id)
    at_desks = (_instansi(context, instansi_id) for instansi_id in of_instansi)
    return (*at_desks, *(button for role in held for button in _of_role(context, role)))


def _instansi(context: Context, instansi_id: int) -> Button:
    instansi = roster.instansi_by_id(context.session, instansi_id)
    return Run("button.instansi", f"/instansi {instansi.kode}", {"nama": instansi.nama})


def _of_role(context: Context, role: Role) -> tuple[Button, ...]:
    match role.role:
        case "helpdesk":
            return (Run("button.meja", "/tiket"),)
        case "admin":
            count = corrections.waiting(context.session, role.instansi_id)
            return (Run("button.koreksi", "/koreksi", {"count": count}),) if count else ()
        case "pusat":
            count = fraud.count(context.session)
            reports = (Run("button.laporan", "/laporan", {"count": count}),) if count else ()
            return (Run("button.pusat", "/pusat"), *reports)
        case _:
            return ()
