"""The choices of the riwayat, on a button and in a sheet's drop-down."""

import tomllib
from importlib import resources

from bot.rules.entry_choices import PAYMENTS, SIGNERS


def test_a_button_says_what_the_drop_down_says() -> None:
    """Whoever knows the template knows the chat."""
    text = resources.files("bot.conversations.common").joinpath("texts.toml").read_text(encoding="utf-8")
    terms = tomllib.loads(text)["term"]
    assert {code: terms[f"penandatangan_{code}"] for code in SIGNERS} == SIGNERS
    assert {code: terms[f"pembayaran_{code}"] for code in PAYMENTS} == PAYMENTS
