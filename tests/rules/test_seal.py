"""What a card's code promises to whoever checks the card."""

import base64
import hmac
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.seal import SealError, seal, unseal

KEY = b"an invented key of enough bytes!"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_a_code_leads_back_to_its_card(card: int) -> None:
    """Every card's code opens to that card, and fits a Telegram start payload."""
    code = seal(KEY, card)
    assert unseal(KEY, code) == card
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", f"cek_{code}")


def test_equal_cards_have_equal_codes_and_others_differ() -> None:
    """A card printed twice carries the same code; no two cards share one."""
    assert seal(KEY, 7) == seal(KEY, 7)
    assert len({seal(KEY, card) for card in range(500)}) == 500


def test_another_key_opens_nothing() -> None:
    """A code made with another key is refused."""
    with pytest.raises(SealError):
        unseal(b"another key of as many bytes !!!", seal(KEY, 7))


def test_any_changed_character_is_noticed() -> None:
    """No single character can be exchanged for another, the last one's low bits included."""
    code = seal(KEY, 20_260_307)
    for place, was in enumerate(code):
        for other in ALPHABET.replace(was, ""):
            with pytest.raises(SealError):
                unseal(KEY, code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda code: code[:-1],
        lambda code: code + "A",
        lambda code: code + "=",
        lambda code: code[:-1] + "=",
        lambda code: code + "====",
        lambda code: code + "\n",
        lambda code: " " + code[1:],
        lambda code: code[:8] + "\n" + code[8:],
        lambda code: "+" + code[1:],
        lambda code: code[:-1] + "/",
        lambda code: "cek_" + code,
        lambda code: code[:-1] + "Ａ",
        lambda code: "\u0661" + code[1:],
        lambda _: "A" * 32,
        lambda code: code * 2000,
    ],
)
def test_what_is_not_a_code_is_refused(spoil: Callable[[str], str]) -> None:
    """Cut, padded, lengthened, spaced, foreign or oversized codes are all simply not genuine."""
    with pytest.raises(SealError):
        unseal(KEY, spoil(seal(KEY, 7)))


def test_the_refusal_does_not_repeat_the_code() -> None:
    """What a stranger sent does not travel into an error's text."""
    code = seal(b"another key of as many bytes !!!", 7)
    with pytest.raises(SealError) as refusal:
        unseal(KEY, code)
    assert code not in str(refusal.value)


def test_a_code_serves_cards_alone() -> None:
    """The same key used elsewhere for a plain HMAC over the number makes no card's code."""
    number = (7).to_bytes(8, "big")
    plain = base64.urlsafe_b64encode(number + hmac.digest(KEY, number, "sha256")[:16]).decode()
    with pytest.raises(SealError):
        unseal(KEY, plain)


@pytest.mark.parametrize("card", [-1, 2**63])
def test_a_number_no_card_can_have_is_not_sealed(card: int) -> None:
    """A number outside the table's range is the caller's mistake."""
    with pytest.raises(ValueError, match="card's number"):
        seal(KEY, card)


def test_an_empty_key_is_refused() -> None:
    """Without a key anybody could seal, so nothing is sealed or opened."""
    with pytest.raises(ValueError, match="empty key"):
        seal(b"", 7)
    with pytest.raises(ValueError, match="empty key"):
        unseal(b"", seal(KEY, 7))
