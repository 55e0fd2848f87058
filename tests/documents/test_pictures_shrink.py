from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PIL.JpegImagePlugin import JpegImageFile

from bot.documents.pictures import PictureRule, Unfit, check, shrink
from bot.playground.samples import SAMPLES

KB = 1024
LIMIT = 200 * KB
BY_KEY = {sample.key: sample for sample in SAMPLES}
# Where the card's fields stand on the sample's table, as shares of its width and height.
FIELDS = (0.13, 0.3, 0.5, 0.75)


def jpeg(picture: Image.Image, **settings: object) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", **{"quality": 95, **settings})
    return out.getvalue()


def noise(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    return Image.frombytes(mode, size, Random(5).randbytes(size[0] * size[1] * len(mode)))


def fields(picture: Image.Image) -> Image.Image:
    """The part with the letters, at one common size, whatever the picture's own."""
    left, top, right, bottom = FIELDS
    box = (picture.width * left, picture.height * top, picture.width * right, picture.height * bottom)
    return picture.convert("L").resize((1600, 1440), Image.Resampling.BICUBIC, box=box)


def edges(picture: Image.Image) -> float:
    """How sharply letters stand out: the spread of what a local mean leaves."""
    part = fields(picture)
    local = ImageChops.difference(part, part.filter(ImageFilter.BoxBlur(8)))
    return float(ImageStat.Stat(local).rms[0])


@pytest.mark.parametrize("key", ["ktp_besar", "ktp_12mp"])
def test_letters_stay_legible(key: str) -> None:
    """The print of a shrunken KTP keeps its contrast; at 600 or 300 pixels it would not."""
    original = Image.open(BytesIO(BY_KEY[key].load()))
    upright = original.transpose(Image.Transpose.ROTATE_270) if original.width < original.height else original
    result = Image.open(BytesIO(shrink(BY_KEY[key].load(), LIMIT).data))
    assert edges(result) > 0.75 * edges(upright)
    for width, most in ((600, 0.65), (300, 0.3)):
        tiny = upright.resize((width, width * 3 // 4), Image.Resampling.LANCZOS)
        assert edges(tiny) < most * edges(upright)


@pytest.mark.parametrize("key", ["ktp_besar", "ktp_12mp"])
def test_letters_are_not_drowned_in_blocks(key: str) -> None:
    """The quality never falls below 60, where JPEG's blocks begin to show around letters."""
    result = Image.open(BytesIO(shrink(BY_KEY[key].load(), LIMIT).data))
    floor = Image.open(BytesIO(jpeg(Image.new("RGB", (16, 16)), quality=60)))
    assert isinstance(result, JpegImageFile)
    assert isinstance(floor, JpegImageFile)
    assert sum(result.quantization[0]) <= sum(floor.quantization[0])


def test_a_phone_photo_becomes_small_upright_and_clean() -> None:
    """Twelve megapixels lying on their side, with the place in EXIF, become an upright picture within the limit."""
    picture = shrink(BY_KEY["ktp_12mp"].load(), LIMIT)
    result = Image.open(BytesIO(picture.data))
    assert LIMIT // 2 < len(picture.data) <= LIMIT
    assert (picture.width, picture.height) == result.size
    assert picture.width > picture.height > 900
    assert not result.getexif()


def test_the_result_passes_the_check_unchanged() -> None:
    """What was made smaller is just what the check wants."""
    picture = shrink(BY_KEY["ktp_12mp"].load(), LIMIT)
    assert check(picture.data, PictureRule(max_bytes=LIMIT)) == picture


def test_the_bytes_allowed_are_used() -> None:
    """A photo a little too big loses a little quality and no pixel."""
    data = BY_KEY["ktp"].load()
    picture = shrink(data, len(data) * 9 // 10)
    assert (picture.width, picture.height) == (1280, 960)
    assert len(picture.data) <= len(data) * 9 // 10


@pytest.mark.parametrize("size", [(3000, 2000), (800, 600), (250, 250), (9000, 210), (210, 9000)])
def test_even_noise_fits(size: tuple[int, int]) -> None:
    """The worst picture there is, of any shape, comes out within the limit."""
    for limit in (200 * KB, 30 * KB, 4096):
        picture = shrink(jpeg(noise(size)), limit)
        assert 0 < len(picture.data) <= limit


def test_a_half_noisy_picture_fits() -> None:
    """A picture whose detail lies all in one place does not fool the prediction over the limit."""
    scene = Image.new("RGB", (2400, 1800), (90, 120, 200))
    scene.paste(noise((700, 500)), (37, 61))
    assert len(shrink(jpeg(scene), LIMIT).data) <= LIMIT


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation: int) -> None:
    """The red corner lies where the EXIF orientation says it does."""
    scene = noise((900, 600)).filter(ImageFilter.GaussianBlur(1))
    scene.paste((230, 0, 0), (0, 0, 300, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = shrink(jpeg(scene, exif=exif), 60 * KB)
    result = Image.open(BytesIO(picture.data)).convert("RGB")
    assert (result.width > result.height) == (orientation < 5)
    right, bottom = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[
        orientation
    ]
    corner = result.getpixel((10 + right * (result.width - 20), 10 + bottom * (result.height - 20)))
    assert isinstance(corner, tuple)
    assert corner[0] > 180
    assert corner[2] < 70


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_modes_are_shrunk_too(mode: str) -> None:
    """A grey paper stays grey; print colours become ordinary ones."""
    picture = shrink(jpeg(noise((1500, 1000)).convert(mode)), 100 * KB)
    assert Image.open(BytesIO(picture.data)).mode == {"L": "L", "CMYK": "RGB"}[mode]
    assert len(picture.data) <= 100 * KB


def test_an_rgb_jpeg_without_chroma_is_shrunk_too() -> None:
    """A JPEG that stores red, green and blue themselves keeps its colours."""
    scene = Image.merge(
        "RGB", [noise((900, 900), "L").point([v // 4 + base for v in range(256)]) for base in (180, 20, 20)]
    )
    result = Image.open(BytesIO(shrink(jpeg(scene, keep_rgb=True), 60 * KB).data)).convert("RGB")
    red, green, _ = ImageStat.Stat(result).mean
    assert red > 190
    assert green < 70


def test_what_is_no_whole_jpeg_is_refused() -> None:
    """The codes are those of the check."""
    for data, code in (
        (b"", "empty"),
        (BY_KEY["ktp_png"].load(), "not_jpeg"),
        (BY_KEY["ktp_terpotong"].load(), "truncated"),
    ):
        with pytest.raises(Unfit) as refused:
            shrink(data, LIMIT)
        assert refused.value.code == code


def test_a_limit_that_no_picture_meets_is_a_mistake_of_the_caller() -> None:
    """Below 4096 bytes nothing is promised."""
    with pytest.raises(ValueError, match="4096"):
        shrink(BY_KEY["ktp"].load(), 4095)
