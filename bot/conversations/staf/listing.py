"""The people with a role somewhere and the open invites there, as entries of one list."""

from typing import Any

from bot.conversations.context import Context
from bot.conversations.staf.names import INVITE, LONGEST_LABEL, PAGE, WEIGHTY
from bot.engine.effects import Button, Pick, Run, Term
from bot.rules.clock import today_wib, wib
from bot.rules.dates import format_date
from storage import staffing


def entries(context: Context, instansi_id: int) -> list[dict[str, Any]]:
    """Who works there, then who is invited; raises NotAllowedError."""
    people = staffing.team(context.session, context.vault, context.person, instansi_id)
    invites = staffing.open_invites(context.session, context.vault, context.person, instansi_id, context.now)
    return [
        *(
            _entry(one.role.role, one.label, format_date(today_wib(one.since)), one.person, me=context.person)
            for one in people
        ),
        *(_entry(one.role.role, one.label, wib(one.until), ref=one.ref) for one in invites),
    ]


def _entry(role: str, label: str, at: str, person: int = 0, ref: str = "", *, me: int = -1) -> dict[str, Any]:
    """`berat` is what wants a typed word before it ends, `saya` oneself; a `ref` is an invite's."""
    told = {"role": role, "label": label[:LONGEST_LABEL], "at": at}
    return {**told, "person": person, "ref": ref, "saya": person == me, "berat": role in WEIGHTY}


def page(found: list[dict[str, Any]], begin: int) -> dict[str, Any]:
    """As many entries as a screen shows, from `begin` on, and how many come after them."""
    return {"daftar": found[begin : begin + PAGE], "dari": begin, "sisa": max(0, len(found) - begin - PAGE)}


def lines(shown: list[dict[str, Any]]) -> tuple[Term, ...]:
    """Each entry in words."""
    return tuple(
        Term(
            "term.staf_undangan" if one["ref"] else "term.staf_orang",
            {"nama": named(one), "peran": role(one), "at": one["at"]},
        )
        for one in shown
    )


def named(entry: dict[str, Any]) -> str | Term:
    """The label; oneself as such, and whoever has none as one without."""
    if entry["saya"]:
        return Term("term.staf_anda")
    return entry["label"] or Term("term.staf_tanpa_nama")


def role(entry: dict[str, Any]) -> Term:
    """What the role is called."""
    return Term(f"term.peran_{entry['role']}")


def buttons(shown: list[dict[str, Any]]) -> tuple[Button, ...]:
    """One for each entry, by its place."""
    return tuple(
        Pick(
            "button.staf_undangan" if one["ref"] else "button.staf_orang",
            str(place),
            {"nama": named(one), "peran": role(one)},
        )
        for place, one in enumerate(shown)
    )


def more(isian: dict[str, Any]) -> tuple[Button, ...]:
    """The way to the entries that the screen does not show."""
    left = isian.get("sisa", 0)
    return (Run("button.staf_lainnya", f"{isian['jalan']} +{isian['dari'] + PAGE}", {"count": left}),) if left else ()


def chosen_entry(isian: dict[str, Any], choice: str) -> dict[str, Any]:
    """The entry that was tapped."""
    found: dict[str, Any] = isian["daftar"][int(choice)]
    return found


def is_invite(isian: dict[str, Any], choice: str) -> bool:
    """Whether an invite was tapped."""
    return choice != INVITE and bool(chosen_entry(isian, choice)["ref"])


def is_person(isian: dict[str, Any], choice: str) -> bool:
    """Whether somebody with a role was tapped."""
    return choice != INVITE and not chosen_entry(isian, choice)["ref"]
