"""Where the store decides while an account is being made."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from bot.conversations.account.dukcapil import FOLLOWS
from bot.conversations.account.names import IDENTITY, PICTURES
from bot.conversations.context import Context
from bot.conversations.patience import count_failure, paused_until
from bot.engine.parse import Answers
from bot.rules.clock import today_wib
from bot.rules.identity import Identity, compare
from storage import accounts, audit, directory_checks, requests, roster, tickets

_CHECKED_AFTER: Final = timedelta(minutes=5)
_AGREEING = 2
"""Beside the NIK, so many further fields must agree before the ones that differ are named."""


def compare_identity(context: Context, answers: Answers) -> dict[str, Any]:
    """Langkah 1's comparison.

    The outcome is cocok (with worker, instansi), belum_terdaftar, beda (fields, empty where too little agrees to
    name any), punya_akun, difinalisasi, tutup (deadline) or jeda (until).
    """
    subjects = (f"chat:{context.person}", f"nik:{answers['nik']}")
    if until := paused_until(context, *subjects):
        return {"outcome": "jeda", "until": until.isoformat()}
    outcome = _compare(context, answers)
    if outcome["outcome"] in {"belum_terdaftar", "beda"}:
        # The same data once more is waiting for the instansi, not guessing.
        tried = context.vault.index("tried", "\n".join(answers[field] for field in IDENTITY))
        count_failure(context, tried, *subjects)
    return outcome


def _compare(context: Context, answers: Answers) -> dict[str, Any]:
    worker = roster.find_by_nik(context.session, context.vault, answers["nik"])
    if worker is None:
        return {"outcome": "belum_terdaftar"}
    differing = compare(typed_identity(answers), _registered(worker.identity))
    if differing:
        registered = (field for field in IDENTITY if getattr(worker.identity, field))
        agreeing = [field for field in registered if field not in differing]
        named = len(agreeing) > _AGREEING
        return {"outcome": "beda", "fields": list(differing) if named else [], "agreeing": agreeing}
    if accounts.exists_for(context.session, worker.id):
        return {"outcome": "punya_akun"}
    if worker.finalised_at is not None:
        return {"outcome": "difinalisasi"}
    if worker.deadline is not None and today_wib(context.now) > worker.deadline:
        return {"outcome": "tutup", "deadline": worker.deadline.isoformat()}
    return {"outcome": "cocok", "worker": worker.id, "instansi": worker.instansi}


def typed_identity(answers: Answers) -> Identity:
    """The identity as the person has typed it."""
    return Identity(
        answers["nik"],
        answers["kk"],
        answers["nama"],
        answers["tempat_lahir"],
        date.fromisoformat(answers["tanggal_lahir"]),
    )


def _registered(known: roster.RegisteredIdentity) -> Identity:
    return Identity(known.nik, known.kk, known.nama, known.tempat_lahir, known.tanggal_lahir)


def search_instansi(context: Context, answers: Answers) -> dict[str, Any]:
    """The instansi whose name or code has the typed words: `found` as [id, name]."""
    found = roster.search_instansi(context.session, answers["cari_instansi"])
    return {"found": [[instansi.id, instansi.nama] for instansi in found]}


def propose(context: Context, answers: Answers) -> dict[str, Any]:
    """Usulkan ke instansi: recorded for that instansi's admin, and watched for the outcome; the number."""
    instansi = int(answers["instansi"])
    requests.watch(context.session, context.vault, context.person, answers["nik"], context.now)
    number = requests.propose(context.session, context.vault, context.person, instansi, _facts(answers), context.now)
    names = dict(map(tuple, answers["hasil_instansi"]["found"]))
    return {"nomor": f"U-{number:06d}", "instansi": names[instansi]}


def watch(context: Context, answers: Answers) -> dict[str, Any]:
    """Pantau NIK saya: recorded; the number."""
    number = requests.watch(context.session, context.vault, context.person, answers["nik"], context.now)
    return {"nomor": f"P-{number:06d}"}


def open_dukcapil_ticket(context: Context, answers: Answers) -> dict[str, Any]:
    """Hubungi Helpdesk: a Dukcapil ticket, filled in already; the number."""
    facts = {**_facts(answers), "differing": answers["identitas"]["fields"]}
    opened = tickets.open_ticket(context.session, context.vault, context.person, "dukcapil", facts, context.now)
    return {"nomor": f"T-{opened.number:06d}"}


def _facts(answers: Answers) -> dict[str, str]:
    return {name: answers[name] for name in (*IDENTITY, "ponsel", "email")}


def compare_again(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the identity that agreed still does, with the same record: cocok, or what became of it.

    It is no try at guessing, so nothing is counted. `pindah` is a NIK that another record now holds.
    """
    again = _compare(context, answers)
    if again["outcome"] == "cocok" and again["worker"] != answers["identitas"]["worker"]:
        return {"outcome": "pindah"}
    return {"outcome": again["outcome"]}


def create_account(context: Context, answers: Answers) -> dict[str, Any]:
    """Make the account that was reviewed: cocok with `akun` and `nomor`, or punya_akun, if somebody was faster.

    The identity was compared again with the answer that leads here: the gate before is a renewed one.
    """
    new = accounts.NewAccount(
        worker_id=answers["identitas"]["worker"],
        telegram_id=context.person,
        nama=answers["nama"],
        tempat_lahir=answers["tempat_lahir"],
        kk=answers["kk"],
        ponsel=answers["ponsel"],
        email=answers["email"],
        password_hash=answers["password"],
        pertanyaan_pengaman=answers["pertanyaan"],
        jawaban_hash=answers["jawaban"],
        consented_at=datetime.fromisoformat(answers["persetujuan"]),
        files={kind: answers[kind] for kind in PICTURES},
    )
    try:
        made = accounts.create(context.session, context.vault, new, context.now)
    except accounts.AccountExistsError:
        return {"outcome": "punya_akun"}
    entry = audit.Entry(context.person, "akun.buat", made.id, {"worker": made.worker_id}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    if isinstance(answers["lanjutkan"], dict):
        _keep_check(context, made.id, answers["lanjutkan"])
    return {"outcome": "cocok", "akun": made.id, "nomor": made.nomor_registrasi}


def _keep_check(context: Context, account: int, outcome: dict[str, Any]) -> None:
    """What the directory said is in the trail; where it was down, its check follows."""
    directory_checks.write_down(context.session, context.vault, account, outcome, context.now, context.person)
    if outcome.get(FOLLOWS):
        directory_checks.owe(context.session, account, context.now + _CHECKED_AFTER)
