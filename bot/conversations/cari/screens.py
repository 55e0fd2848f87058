"""What the screens of looking for a worker tell, and the buttons that depend on what was found."""

from typing import Any, Final

from bot.conversations.cari import card, trail
from bot.conversations.cari.names import EDITED
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.turning import line, page, turning
from bot.conversations.tambah.judging import label
from bot.conversations.tambah.names import EMPTY, OPTIONAL, column
from bot.conversations.tambah.screens import shown, taps
from bot.engine.effects import Button, Goto, Params, Pick, Term
from bot.engine.parse import Answers

_AGAIN: Final = Goto("button.cari_lain", "kata")
_TO_CARD: Final = Goto("button.ke_kartu", "kartu")
_A_PAGE: Final = 6
_LINES: Final = 8


def searched(value: dict[str, Any]) -> str:
    """What was looked for, as it may be repeated."""
    words: str = value["words"]
    return words


def _found(answers: Answers) -> list[list[Any]]:
    found: list[list[Any]] = answers.get("hasil", {}).get("daftar", [])
    return found


def nobody(answers: Answers) -> Params:
    """The words that found nobody."""
    return {"words": searched(answers["kata"])}


def results(answers: Answers) -> Params:
    """One page of who was found."""
    here = _page(answers)
    lines = tuple(
        Term("term.temuan", {"nama": nama, "nik": nik, "unit": card.clipped(unit), "status": Term(f"term.{status}")})
        for _, nama, nik, unit, status in here
    )
    return {"lines": lines, "count": len(_found(answers)), "words": searched(answers["kata"])}


def _page(answers: Answers) -> list[list[Any]]:
    first = page(answers, "daftar") * _A_PAGE
    return _found(answers)[first : first + _A_PAGE]


def result_buttons(answers: Answers) -> tuple[Button, ...]:
    """Each of them, the other pages, another search."""
    number = page(answers, "daftar")
    pages = -(-len(_found(answers)) // _A_PAGE)
    # Names are shared by many.
    people = (
        Pick("button.temuan", line(one, number), {"nama": f"{nama} · {nik}"}) for one, nama, nik, *_ in _page(answers)
    )
    return (*people, *turning(number, pages), _AGAIN, TO_DESK)


def card_buttons(answers: Answers) -> tuple[Button, ...]:
    """What may be looked at, what may be done, and the way back."""
    free = answers.get("dibuka", {}).get("boleh", False)
    acts = (Pick("button.ubah", "ubah"), Pick("button.hapus", "hapus")) if free else ()
    looks = (Pick("button.nomor", "nomor"), Pick("button.catatan", "catatan"))
    back = (Goto("button.ke_daftar", "daftar"),) if len(_found(answers)) > 1 else ()
    return (*looks, *acts, *back, _AGAIN, TO_DESK)


def numbers(answers: Answers) -> Params:
    """Both numbers in full."""
    both = answers["nomor"]
    return {"nama": answers["dibuka"]["nama"], "nik": both["nik"], "kk": both["kk"] or Term("term.tidak_tercatat")}


def _trail(answers: Answers) -> list[list[str]]:
    entries: list[list[str]] = answers.get("catatan", {}).get("catatan", [])
    return entries


def history(answers: Answers) -> Params:
    """One page of what was done, newest first."""
    first = page(answers, "lihat_catatan") * _LINES
    here = _trail(answers)[first : first + _LINES]
    nothing = (Term("term.tanpa_catatan"),)
    return {"nama": answers["dibuka"]["nama"], "lines": tuple(trail.told(entry) for entry in here) or nothing}


def history_buttons(answers: Answers) -> tuple[Button, ...]:
    """The other pages, and back."""
    pages = -(-len(_trail(answers)) // _LINES)
    return (*turning(page(answers, "lihat_catatan"), pages), _TO_CARD)


def columns(answers: Answers) -> tuple[Button, ...]:
    """What may be changed."""
    del answers
    return (*(Pick("button.temuan", name, {"nama": label(column(name))}) for name in EDITED), _TO_CARD)


def asked(answers: Answers) -> Params:
    """The column, and what stands there now."""
    here = column(answers["kolom"])
    return {"kolom": label(here), "isi": shown(here, answers["isi"]["baris"][here] or "")}


def value_buttons(answers: Answers) -> tuple[Button, ...]:
    """What may be tapped, and Kosongkan where nothing need be said."""
    question = answers.get("kolom", "")
    empty = (Pick("button.kosongkan", EMPTY),) if question in OPTIONAL else ()
    return (*taps(question, answers.get("isi", {}).get("bayar", ())), *empty, Goto("button.kolom_lain", "kolom"))


def changed(answers: Answers) -> Params:
    """What came of the change."""
    here = column(answers["kolom"])
    told = {"kolom": label(here), "isi": shown(here, answers["nilai"])}
    return {"hasil": Term(f"term.{answers['diubah']['hasil']}", told)}


def removed(answers: Answers) -> Params:
    """What came of the removal."""
    return {"hasil": Term(f"term.{answers['dihapus']['hasil']}", {"nama": answers["dibuka"]["nama"]})}


def whose(answers: Answers) -> Params:
    """Who is to be removed."""
    return {name: answers["dibuka"][name] for name in ("nama", "nik")}
