"""The seal of a printed card: a short code in its QR that only the holder of the key can have made.

The code is 24 bytes in base64url: the card's number, then 16 bytes of an HMAC-SHA256 over it. As 24 is a multiple
of three, there is neither padding nor a spare bit, so that each card has exactly one code. `cek_` and the code
make 36 characters of the 64 that a Telegram start payload may have (Bot API, "Deep linking").
"""

import base64
import hmac
import re
from typing import Final

_PURPOSE = b"pendataan/kartu/1\x00"
_CARD_BYTES = 8
_TAG_BYTES = 16
_CODE = re.compile(r"[A-Za-z0-9_-]{32}")


CARD_KEY: Final = "card"
"""The purpose for which the vault derives the cards' key."""
CARD_PREFIX: Final = "cek_"
"""What a deep link's payload begins with, before the code."""


class SealError(Exception):
    """The code is not one that `seal` made with this key."""


def seal(key: bytes, card: int) -> str:
    """Make the code of a card: 32 characters of `[A-Za-z0-9_-]`.

    `key` is a secret of at least 32 random bytes, `card` the row number of the card, 0 to 2**63 - 1.
    Raises ValueError for a card outside that range or an empty key, with which anybody could seal.
    """
    if not 0 <= card < 2**63:
        raise ValueError("a card's number is 0 to 2**63 - 1")
    number = card.to_bytes(_CARD_BYTES, "big")
    return base64.urlsafe_b64encode(number + _tag(key, number)).decode("ascii")


def unseal(key: bytes, code: str) -> int:
    """Return the number of the card whose code this is; raise SealError when it is not genuine.

    Takes the code alone, without `cek_`. Raises ValueError for an empty key.
    """
    if _CODE.fullmatch(code) is None:
        raise SealError("not the form of a card's code")
    sealed = base64.urlsafe_b64decode(code)
    number, tag = sealed[:_CARD_BYTES], sealed[_CARD_BYTES:]
    if not hmac.compare_digest(tag, _tag(key, number)):
        raise SealError("not sealed with this key")
    return int.from_bytes(number, "big")


def _tag(key: bytes, number: bytes) -> bytes:
    if not key:
        raise ValueError("an empty key seals nothing")
    return hmac.digest(key, _PURPOSE + number, "sha256")[:_TAG_BYTES]
