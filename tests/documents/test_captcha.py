from io import BytesIO
from random import Random

from PIL import Image

from bot.documents import captcha


def test_no_character_is_mistaken_for_another() -> None:
    """The alphabet holds at most one of each family of look-alikes, and nothing that lower case makes ambiguous."""
    for family in ("0OQD", "1ILJ", "5S", "2Z", "8B", "6G", "UVY", "MN", "EF", "PR", "T71"):
        assert len(set(family) & set(captcha.ALPHABET)) <= 1
    assert captcha.ALPHABET.isupper()
    assert len(set(captcha.ALPHABET)) == len(captcha.ALPHABET)


def test_five_characters_are_picked_anew() -> None:
    """Each captcha has five characters of the alphabet, hardly ever the same twice, and the same for the same dice."""
    rng = Random(1)
    picked = [captcha.pick(rng) for _ in range(200)]
    assert all(len(text) == 5 and set(text) <= set(captcha.ALPHABET) for text in picked)
    assert len(set(picked)) > 195
    assert captcha.pick(Random(1)) == picked[0]


def test_the_picture_is_large_and_of_high_contrast() -> None:
    """On a phone: 320 by 120 pixels, dark letters on light paper, none of them cut off at an edge."""
    for text in ("WWWWW", "MHMHM", captcha.pick(Random(2))):
        picture = Image.open(BytesIO(captcha.draw(text)))
        assert (picture.format, picture.size) == ("PNG", (320, 120))
        grey = picture.convert("L")
        dark = grey.point([255 * (value < 80) for value in range(256)])
        share = dark.histogram()[255] / (320 * 120)
        assert 0.08 < share < 0.5
        assert sum(grey.histogram()[240:]) > 320 * 120 / 2
        edge = dark.crop((317, 0, 320, 120))
        assert edge.histogram()[255] < 40


def test_every_drawing_differs() -> None:
    """The same text never gives the same picture, so that none can be learnt by heart."""
    assert captcha.draw("ACEHK") != captcha.draw("ACEHK")


def test_either_case_and_spaces_are_accepted() -> None:
    """People type lower case, capitals, or letters apart; another text is refused."""
    assert captcha.matches("ack34", "ACK34")
    assert captcha.matches(" A C K 3 4 ", "ACK34")
    assert not captcha.matches("ACK39", "ACK34")
    assert not captcha.matches("", "ACK34")
