"""A correction that Dukcapil confirmed, and the instansi's consent to it."""

from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.tiket.acts import held
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from storage import corrections, staff


@held
def ask(context: Context, answers: Answers) -> dict[str, Any]:
    """Ask the instansi's admins for their consent; refused with `koreksi_<code>`."""
    number = answers["dibuka"]["nomor"]
    fields = {answers["bidang"]: answers["nilai"]}
    try:
        asked = corrections.ask(context.session, context.vault, number, context.person, fields, context.now)
    except corrections.CorrectionError as error:
        return {"refused": f"koreksi_{error.code}", "params": {}}
    for admin in staff.admins_of(context.session, asked.instansi_id):
        context.notices.append(Notice(admin, NAME, Say("say.koreksi_diminta", {}, (Run("button.koreksi_minta", "/koreksi"),))))
    return {}
