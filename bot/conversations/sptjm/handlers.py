"""`/sptjm`: the conversation, the letter once more, and what is archived."""

from bot.conversations.context import Context
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.at_work import desk_of
from bot.conversations.sptjm.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command
from storage import letters
from storage.acting import Desk
from storage.letters import LetterFacts


@at_desk(NAME)
def sptjm(visit: Visit, given: Command) -> list[Spoken]:
    """`lihat` sends the archived letter, printed and signed; `surat` the one that was printed last."""
    context = visit.open_store()
    if given.argument == "lihat" and (shown := archived_letter(context, desk_of(context), "admin")):
        return shown
    if given.argument == "surat":
        latest = letters.of_instansi(context.session, context.vault, desk_of(context).instansi_id, 1)
        if latest:
            letters.looked_at(context.session, context.vault, desk_of(context), "admin", latest[0])
            return [_letter(context, latest[0])]
    return visit.enter(NAME, given)


def archived_letter(context: Context, desk: Desk, role: str) -> list[Spoken]:
    """The letter that makes an instansi final, as printed and as signed, or nothing; the look is recorded.

    Whether the person may is asked by the caller: an admin at the instansi's desk, or pusat.
    """
    found = letters.archived(context.session, context.vault, desk.instansi_id)
    if found is None:
        return []
    letters.looked_at(context.session, context.vault, desk, role, found)
    signed = Say(
        "say.surat_ttd", {"nomor": found.nomor}, media=Media("document", "sptjm_ttd", f"{found.id}:{context.person}")
    )
    return [_letter(context, found), (NAME, signed)]


def _letter(context: Context, found: LetterFacts) -> Spoken:
    file = Media("document", "sptjm", f"{found.id}:{context.person}")
    return NAME, Say("say.surat", {"nomor": found.nomor}, (Run("button.sptjm", "/sptjm"),), media=file)
