"""A captcha: five letters and digits nobody confuses, drawn to be read on a phone."""

from random import Random

# Without 0 O Q D, 1 I L J, 5 S, 2 Z, 8 B, 6 G, F (E), N (M), R (P), U V (Y), 7 (T), and whatever looks like one of
# the rest when turned a little or typed in lower case.
ALPHABET = "ACEHKMPTWXY349"

_LENGTH = 5
_SIZE = (320, 120)
_LETTERS = (80, 88, 96)
_PAPER = (250, 250, 246)
_INK = (24, 38, 84, 255)
# Degrees either way: enough to trouble a machine a little, not a person.
_LEAN = 18


def pick(rng: Random) -> str:
    """Pick five characters of `ALPHABET`; use a `random.SystemRandom` outside tests."""
    return "".join(rng.choices(ALPHABET, k=_LENGTH))


def draw(text: str) -> bytes:
    """Draw `text` as a PNG of 320 by 120 pixels, dark on light; every call draws it differently."""
    from captcha.image import ImageCaptcha  # noqa: PLC0415 - an idle bot stays small

    image = ImageCaptcha(width=_SIZE[0], height=_SIZE[1], font_sizes=_LETTERS)
    image.character_rotate = (-_LEAN, _LEAN)
    # Letters side by side, neither overlapping nor pushed over the edge by blanks.
    image.word_offset_dx = 0
    image.word_space_probability = 1
    # The library takes a letter's own brightness for its opacity, which would leave dark ink pale.
    image.lookup_table = [min(255, 7 * value) for value in range(256)]
    return image.generate(text, bg_color=_PAPER, fg_color=_INK).getvalue()


def matches(typed: str, text: str) -> bool:
    """Compare what was typed, in either case and with any spaces, with what was drawn."""
    return "".join(typed.split()).upper() == text
