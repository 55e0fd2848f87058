"""A correction that Dukcapil confirmed, and the instansi's consent to it."""

from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.tiket.holding import held, tell_worker
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from storage import corrections, staff, ticket_state


@held
def ask(context: Context, answers: Answers) -> dict[str, Any]:
    """Ask the instansi's admins for their consent; refused with `koreksi_<code>`."""
    number = answers["dibuka"]["nomor"]
    fields = {answers["bidang"]: answers["nilai"]}
    try:
        asked = corrections.ask(context.session, context.vault, number, context.person, fields, context.now)
    except corrections.CorrectionError as error:
        return {"refused": f"koreksi_{error.code}", "params": {}}
    told = Say("say.koreksi_diminta", {}, (Run("button.koreksi_minta", "/koreksi"),))
    for admin in staff.admins_of(context.session, asked.instansi_id):
        context.notices.append(Notice(admin, NAME, told))
    tell_worker(context, ticket_state.load(context.session, number), "say.koreksi_dimintakan")
    return {}
