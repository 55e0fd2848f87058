"""The buttons of the card and of the reasons, and what the other screens tell."""

from collections.abc import Mapping
from typing import Any, Final

from bot.conversations.instansi.names import TO_DESK
from bot.conversations.verifikasi import told
from bot.conversations.verifikasi.answers import SEND
from bot.conversations.verifikasi.names import OTHER, REASONS
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.parse import Answers

BACK: Final = Goto("button.ke_kartu", "putusan")
_DOWNLOAD: Final = Run("button.unduh", "/verifikasi unduh")
_UPLOAD: Final = Goto("button.unggah", "lembar")
_CHOSEN: Final = {True: "☑", False: "☐"}


def card(answers: Answers) -> Params:
    """The card, and how many wait."""
    return {**told.params(answers["kartu"]), "menunggu": answers["kartu"]["menunggu"]}


def card_buttons(answers: Answers) -> tuple[Button, ...]:
    """Deciding first; a rule that is broken can be set aside; then what can be looked at, and the way in bulk."""
    aside = (Pick("button.kesampingkan", "kesampingkan"),) if open_rules(answers) else ()
    return (
        Pick("button.setujui", "setujui"),
        Pick("button.kembalikan", "kembalikan"),
        *aside,
        Pick("button.lewati", "lewati"),
        Run("button.lihat_berkas", "/verifikasi berkas"),
        Run("button.data_lengkap", "/verifikasi data"),
        Run("button.masa_kerja", "/verifikasi masa"),
        _DOWNLOAD,
        _UPLOAD,
        TO_DESK,
    )


def open_rules(answers: Answers) -> list[tuple[str, Mapping[str, Any]]]:
    """The rules that are broken on the card and were not set aside."""
    broken = answers.get("kartu", {}).get("langgar", ())
    return [(name, limits) for name, limits, _, reason in broken if not reason]


def nothing(answers: Answers) -> Params:
    """Nothing to take: because nothing waits, because others hold all of it, or because nothing is decided any more."""
    if answers["kartu"].get("final"):
        return {"keadaan": Term("term.gagal_difinalisasi")}
    others = answers["kartu"]["dipegang"]
    return {"keadaan": Term("term.dipegang_lain", {"count": others}) if others else Term("term.tidak_menunggu")}


def nothing_buttons(answers: Answers) -> tuple[Button, ...]:
    """Look again; in bulk, if there is something."""
    bulk = (_DOWNLOAD, _UPLOAD) if answers.get("kartu", {}).get("menunggu") else ()
    return (Goto("button.muat_ulang", "kartu"), *bulk, TO_DESK)


def whose(answers: Answers) -> Params:
    """Whose card it is."""
    return {"nama": answers["kartu"]["nama"]}


def reasons(answers: Answers) -> Params:
    """Whose card, and what was said in words."""
    words = answers.get("alasan", {}).get("kata")
    said = Term("term.catatan", {"kata": told.clipped(words)}) if words else Term("term.boleh_tulis")
    return {**whose(answers), "catatan": said}


def reason_buttons(answers: Answers) -> tuple[Button, ...]:
    """Every reason with its box, and sending them off."""
    chosen = answers.get("alasan", {}).get("pilihan", ())
    boxes = (
        Pick("button.alasan", code, {"kotak": _CHOSEN[code in chosen], "nama": Term(f"term.kembali_{code}")})
        for code in REASONS
    )
    return (*boxes, Pick("button.kirim", SEND), BACK)


def needs_words(answers: Answers) -> bool:
    """Whether "lain-lain" was chosen and nothing said yet."""
    said = answers.get("alasan", {})
    return OTHER in said.get("pilihan", ()) and not said.get("kata")


def rules(answers: Answers) -> Params:
    """Whose card, and which rules are broken."""
    lines = tuple(told.rule(name, limits) for name, limits in open_rules(answers))
    return {**whose(answers), "lines": lines}


def rule_buttons(answers: Answers) -> tuple[Button, ...]:
    """Each rule that can be set aside."""
    return (*(Pick(f"button.aturan_{name}", name) for name, _ in open_rules(answers)), BACK)


def chosen_rule(answers: Answers) -> Params:
    """The rule that is to be set aside."""
    limits = dict(open_rules(answers))[answers["aturan"]]
    return {**whose(answers), "aturan": told.rule(answers["aturan"], limits)}


def failed(answers: Answers) -> Params:
    """Why nothing was decided."""
    return {"sebab": Term(f"term.gagal_{failure(answers)}")}


def failure(answers: Answers) -> str:
    """The code of what went wrong with the card, "" for nothing."""
    outcomes = (answers.get(name, {}) for name in ("disetujui", "boleh", "dikembalikan", "dilewati", "dikesampingkan"))
    return next((one["gagal"] for one in outcomes if "gagal" in one), "")


def uploaded(answers: Answers) -> Params:
    """What became of the sheet's rows, in figures."""
    return {name: answers["lembar"][name] for name in ("disetujui", "dikembalikan", "ditolak", "kosong")}
