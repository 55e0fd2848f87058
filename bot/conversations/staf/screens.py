"""What the list of roles shows, and the screens behind each of its entries."""

from typing import Any, Final

from bot.conversations.staf import listing
from bot.conversations.staf.names import END_WORD, INVITE
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.parse import Answers

BACK: Final = Goto("button.staf_kembali", "isian")


def entry(answers: Answers) -> dict[str, Any]:
    """The entry that was tapped."""
    return listing.chosen_entry(answers["isian"], answers["tindakan"])


def team(answers: Answers) -> Params:
    """Everybody with a role there, and who is invited."""
    isian = answers["isian"]
    return {"nama": _place(isian), "lines": listing.lines(isian["daftar"]) or (Term("term.staf_belum_ada"),)}


def team_buttons(answers: Answers) -> tuple[Button, ...]:
    """Undang, each entry, and the way on."""
    isian: dict[str, Any] = answers.get("isian", {"daftar": (), "pulang": "/start"})
    return (
        Pick("button.staf_undang", INVITE),
        *listing.buttons(isian["daftar"]),
        *listing.more(isian),
        Run("button.ke_meja", isian["pulang"]),
    )


def roles(answers: Answers) -> tuple[Button, ...]:
    """To what one may invite."""
    named: list[str] = answers.get("isian", {"peran": ()})["peran"]
    return (*(Pick(f"button.peran_{role}", role) for role in named), BACK)


def invited_role(answers: Answers) -> Params:
    """As what somebody is invited, and where."""
    return {"peran": Term(f"term.peran_{answers['peran']}"), "nama": _place(answers["isian"])}


def about(answers: Answers) -> Params:
    """Who, which role, since or until when; and the word that is wanted, if any."""
    one = entry(answers)
    how = Term("term.staf_ketik", {"word": END_WORD}) if one["berat"] else Term("term.staf_ketuk")
    return {"nama": listing.named(one), "peran": listing.role(one), "at": one["at"], "cara": how}


def end_buttons(answers: Answers) -> tuple[Button, ...]:
    """Cabut, but where a word is to be typed."""
    tapped = "isian" in answers and not entry(answers)["berat"]
    return (*((Pick("button.staf_cabut", "cabut"),) if tapped else ()), BACK)


def done(answers: Answers) -> Params:
    """What was done."""
    if answers["tindakan"] == INVITE:
        return {"kabar": Term("term.staf_diundang", invited_role(answers))}
    one = entry(answers)
    told: Params = {"nama": listing.named(one), "peran": listing.role(one)}
    if one["ref"]:
        return {"kabar": Term("term.staf_dibatalkan", told)}
    count = answers["dicabut"]["kembali"]
    let_go = Term("term.staf_dilepas", {"count": count}) if count else Term("term.staf_langsung")
    return {"kabar": Term("term.staf_dicabut", {**told, "lalu": let_go})}


def done_buttons(answers: Answers) -> tuple[Button, ...]:
    """The list again, and the desk."""
    isian = answers.get("isian", {"jalan": "/start", "pulang": "/start"})
    return (Run("button.staf_daftar", isian["jalan"]), Run("button.ke_meja", isian["pulang"]))


def _place(isian: dict[str, Any]) -> str | Term:
    return isian["nama"] or Term("term.staf_nasional")
