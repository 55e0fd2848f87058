"""The reminder for whoever's record was given back: what is to be mended, and until when."""

from bot.conversations.verifikasi.names import NAME
from bot.conversations.verifikasi.telling import to_pages
from bot.conversations.verifikasi.told import reasons
from bot.engine.effects import Params, Run, Say
from storage.decisions import Made


def to_mend(instansi: str, made: Made, above: tuple[str, Params]) -> tuple[str, Say]:
    """What a verifier asked for; `above` is the text that comes before it, with its parameters."""
    told: Params = {"instansi": instansi, "lines": reasons(made.reasons, made.words)}
    buttons = (*to_pages(made.reasons), Run("button.status", "/status"))
    return NAME, Say("say.dikembalikan", told, buttons, above=above)
