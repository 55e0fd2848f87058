from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageChops, ImageEnhance

from bot.documents.pictures import BACKGROUND_NOT_BLUE, PictureRule, Unfit, check
from bot.playground.sample_cards import ktp
from bot.playground.sample_people import Person, portrait

RULE = PictureRule(max_bytes=400 * 1024)
PASFOTO = PictureRule(max_bytes=400 * 1024, blue_background=True)


def card() -> Image.Image:
    """A KTP filling the whole picture."""
    return ktp(Person()).convert("RGB").reduce(2)


def jpeg(picture: Image.Image, quality: int = 75) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def tinted(picture: Image.Image, tint: tuple[int, int, int]) -> Image.Image:
    return ImageChops.multiply(picture, Image.new("RGB", picture.size, tint))


def noisy(picture: Image.Image, strength: int) -> Image.Image:
    size = (picture.width, picture.height)
    noise = Image.frombytes("RGB", size, Random(3).randbytes(3 * size[0] * size[1]))
    span = [128 - strength + 2 * strength * value // 255 for value in range(256)]
    return ImageChops.add(picture, noise.point(span * 3), offset=-128)


def is_grey(data: bytes) -> bool:
    try:
        check(data, RULE)
    except Unfit as unfit:
        return unfit.code == "grey"
    return False


def warned(background: Image.Image | tuple[int, int, int]) -> bool:
    person = portrait(800, None)
    scene = background if isinstance(background, Image.Image) else Image.new("RGB", person.size, background)
    scene = scene.resize(person.size)
    scene.paste(person, (0, 0), person)
    return check(jpeg(scene), PASFOTO).warnings == (BACKGROUND_NOT_BLUE,)


def test_a_true_greyscale_is_grey() -> None:
    """One channel, or three equal ones."""
    assert is_grey(jpeg(card().convert("L")))
    assert is_grey(jpeg(card().convert("L").convert("RGB")))


@pytest.mark.parametrize("tint", [(255, 246, 232), (238, 244, 255), (250, 255, 246), (255, 240, 240)])
def test_a_photocopy_on_tinted_paper_is_grey(tint: tuple[int, int, int]) -> None:
    """A scan of a photocopy leans to yellow, blue, green or pink and is noisy, and is grey all the same."""
    assert is_grey(jpeg(noisy(tinted(card().convert("L").convert("RGB"), tint), 14)))


@pytest.mark.parametrize("saturation", [1.0, 0.6])
@pytest.mark.parametrize("brightness", [1.0, 0.45])
@pytest.mark.parametrize("lamp", [(255, 255, 255), (255, 232, 200), (215, 230, 255)])
def test_a_real_card_is_never_grey(saturation: float, brightness: float, lamp: tuple[int, int, int]) -> None:
    """A bluish KTP passes pale, in the dark and under a warm or cold lamp."""
    photo = ImageEnhance.Color(card()).enhance(saturation)
    assert not is_grey(jpeg(noisy(tinted(ImageEnhance.Brightness(photo).enhance(brightness), lamp), 8)))


def test_a_small_card_on_a_grey_desk_is_not_grey() -> None:
    """A card that fills a tenth of the photo is colour enough."""
    desk = Image.new("RGB", (1600, 1200), (150, 150, 150))
    desk.paste(card().resize((560, 350)), (500, 400))
    assert not is_grey(jpeg(desk))


@pytest.mark.parametrize(
    "colour",
    [
        (173, 216, 230),
        (135, 206, 235),
        (66, 133, 244),
        (0, 0, 255),
        (36, 92, 168),
        (0, 102, 204),
        (0, 0, 128),
        (20, 40, 110),
    ],
)
def test_the_blues_of_photo_studios_pass(colour: tuple[int, int, int]) -> None:
    """From light blue to navy."""
    assert not warned(colour)


@pytest.mark.parametrize(
    "colour",
    [
        (200, 20, 30),
        (255, 255, 255),
        (235, 240, 246),
        (40, 160, 60),
        (128, 128, 128),
        (0, 128, 128),
        (120, 30, 140),
        (0, 0, 0),
    ],
)
def test_other_backgrounds_are_warned_of(colour: tuple[int, int, int]) -> None:
    """Red, white, bluish white, green, grey, teal, purple and black are not blue."""
    assert warned(colour)


def test_an_uneven_blue_wall_passes() -> None:
    """A gradient from light to dark with shade in a corner and noise is still blue."""
    wall = Image.composite(
        Image.new("RGB", (600, 800), (110, 170, 235)),
        Image.new("RGB", (600, 800), (15, 45, 120)),
        Image.radial_gradient("L").resize((600, 800)),
    )
    wall.paste((8, 12, 24), (0, 0, 60, 90))
    assert not warned(noisy(wall, 20))


def test_half_a_blue_wall_is_warned_of() -> None:
    """Blue on one side of the head only is not a blue background."""
    wall = Image.new("RGB", (600, 800), (36, 92, 168))
    wall.paste((230, 225, 215), (300, 0, 600, 800))
    assert warned(wall)


def test_the_background_is_judged_upright() -> None:
    """A pasfoto lying on its side is judged the way people see it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    scene = portrait(800, (36, 92, 168))
    scene.paste((60, 40, 30), (0, 400, 600, 800))
    out = BytesIO()
    scene.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif)
    picture = check(out.getvalue(), PASFOTO)
    assert (picture.width, picture.height, picture.warnings) == (600, 800, ())


def test_a_card_needs_no_blue_background() -> None:
    """The background is judged only where the rule asks for it."""
    assert check(jpeg(card()), RULE).warnings == ()
