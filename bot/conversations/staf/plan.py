"""The list of roles as a questionnaire, whoever keeps it: the list, Undang, Cabut; each act ends it."""

from functools import partial

from bot.conversations.staf import gates, listing, screens
from bot.conversations.staf.answers import ending, label
from bot.conversations.staf.gates import Where
from bot.conversations.staf.names import INVITE
from bot.engine.effects import Pick
from bot.engine.flow import End, Flow, Gate, Question, Step, fixed
from bot.engine.inputs import Input
from bot.engine.parse import Answers, Asked, chosen


def roles_flow(name: str, where: Where) -> Flow:
    """`mulai` is set by the command: from which entry on the list is shown, and where that is up to `where`."""
    return Flow(
        name,
        (
            Gate("mulai", lambda _context, _answers: {"dari": 0}),
            Gate("isian", partial(gates.team, where), uses=("mulai",), stale=lambda _outcome: True),
            Question(
                "tindakan",
                chosen,
                anew=True,
                in_place=True,
                uses=("isian",),
                tells=screens.team,
                buttons=screens.team_buttons,
            ),
            *_inviting(where),
            *_withdrawing(where),
            *_ending(where),
            End("beres", tells=screens.done, buttons=screens.done_buttons),
        ),
    )


def _invites(answers: Answers) -> bool:
    return answers.get("tindakan") == INVITE


def _of_invite(answers: Answers) -> bool:
    return "tindakan" in answers and listing.is_invite(answers["isian"], answers["tindakan"])


def _of_person(answers: Answers) -> bool:
    return "tindakan" in answers and listing.is_person(answers["isian"], answers["tindakan"])


def _inviting(where: Where) -> tuple[Step, ...]:
    return (
        Question(
            "peran",
            chosen,
            anew=True,
            in_place=True,
            uses=("tindakan",),
            when=_invites,
            tells=screens.team,
            buttons=screens.roles,
        ),
        Question(
            "nama",
            label,
            anew=True,
            uses=("peran",),
            when=_invites,
            tells=screens.invited_role,
            buttons=fixed(screens.BACK),
        ),
        Gate("diundang", partial(gates.invite, where), uses=("nama",), when=_invites),
    )


def _withdrawing(where: Where) -> tuple[Step, ...]:
    return (
        Question(
            "batalkan",
            chosen,
            anew=True,
            in_place=True,
            uses=("tindakan",),
            when=_of_invite,
            tells=screens.about,
            buttons=fixed(Pick("button.staf_batalkan", "batalkan"), screens.BACK),
        ),
        Gate("dibatalkan", partial(gates.withdraw, where), uses=("batalkan",), when=_of_invite),
    )


def _ending(where: Where) -> tuple[Step, ...]:
    return (
        Question(
            "cabut",
            _end,
            anew=True,
            in_place=True,
            uses=("tindakan",),
            when=_of_person,
            tells=screens.about,
            buttons=screens.end_buttons,
        ),
        Gate("dicabut", partial(gates.end, where), uses=("cabut",), when=_of_person),
    )


def _end(given: Input, asked: Asked) -> str:
    return ending(given, asked, screens.entry(asked.answers))
