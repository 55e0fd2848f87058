"""What a verifier says."""

from typing import Any, Final

from bot.conversations.rulings import worded
from bot.conversations.verifikasi.names import OTHER, REASONS, WORDS
from bot.engine.inputs import Choice, Input, Upload
from bot.engine.parse import Asked, Refusal

SEND: Final = "kirim"


def reasons(given: Input, asked: Asked) -> dict[str, Any]:
    """The reasons so far with one more, or one less; words of one's own are taken for "lain-lain".

    SEND ends it; refused with `tanpa_alasan` while there is none.
    """
    before = asked.answers.get("alasan") or {"pilihan": [], "kata": ""}
    chosen, words = list(before["pilihan"]), before["kata"]
    if isinstance(given, Choice):
        if given.value == SEND and not chosen:
            raise Refusal("tanpa_alasan")
        if given.value == SEND:
            return {"pilihan": chosen, "kata": words, "kirim": True}
        chosen = [code for code in REASONS if (code in chosen) != (code == given.value)]
        words = words if OTHER in chosen else ""
    else:
        words = worded(given, *WORDS)
        chosen = [code for code in REASONS if code in {*chosen, OTHER}]
    return {"pilihan": chosen, "kata": words, "kirim": False}


def words(given: Input, asked: Asked) -> str:
    """What is to be mended, or why a rule is set aside, in the verifier's own words."""
    del asked
    return worded(given, *WORDS)


def sheet(given: Input, asked: Asked) -> dict[str, Any]:
    """Where the filled-in sheet can be fetched, and the instansi whose verifier fills it in."""
    if isinstance(given, Upload):
        return {"source": given.file, "size": given.size, "instansi": asked.answers["kartu"]["instansi"]}
    raise Refusal("want_lembar")
