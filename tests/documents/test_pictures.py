import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageFile

from bot.documents.pictures import Picture, PictureRule, Unfit, check
from bot.playground.samples import SAMPLES

KB = 1024
RULE = PictureRule(max_bytes=200 * KB)
BY_KEY = {sample.key: sample for sample in SAMPLES}


def scene(size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Draw something colourful whose four corners differ, so that turning it shows."""
    shade = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (shade, shade.rotate(180), Image.radial_gradient("L").resize(size)))
    picture.paste((220, 30, 30), (0, 0, size[0] // 3, size[1] // 3))
    picture.paste((30, 30, 220), (size[0] * 2 // 3, 0, size[0], size[1] // 3))
    return picture


def jpeg(picture: Image.Image, **settings_: object) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", **{"quality": 85, **settings_})
    return out.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, of 255."""
    histogram = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L").histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def refused(data: bytes, rule: PictureRule = RULE) -> Unfit:
    with pytest.raises(Unfit) as caught:
        check(data, rule)
    return caught.value


def other_format(name: str, **settings_: object) -> bytes:
    out = BytesIO()
    scene().save(out, name, **settings_)
    return out.getvalue()


def test_a_good_picture_is_kept_to_the_pixel() -> None:
    """An upright colour JPEG passes without warnings, and not a pixel changes."""
    data = jpeg(scene())
    picture = check(data, RULE)
    assert (picture.width, picture.height, picture.warnings) == (320, 240, ())
    assert opened(picture).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_checking_a_checked_picture_changes_nothing() -> None:
    """What was cleaned once is clean."""
    once = check(BY_KEY["ktp"].load(), RULE)
    assert check(once.data, RULE) == once


@pytest.mark.parametrize(
    "settings_", [{"progressive": True}, {"optimize": True}, {"subsampling": 0}, {"restart_marker_rows": 1}]
)
def test_every_usual_kind_of_jpeg_passes(settings_: dict[str, object]) -> None:
    """Progressive, optimised, unsubsampled and with restart markers: all are kept to the pixel."""
    data = jpeg(scene(), **settings_)
    assert opened(check(data, RULE)).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_an_rgb_jpeg_without_chroma_passes_as_it_is() -> None:
    """A JPEG that stores red, green and blue themselves keeps its colours."""
    data = jpeg(scene(), keep_rgb=True)
    assert difference(opened(check(data, RULE)), scene()) < 4


def test_nothing_is_not_a_picture() -> None:
    """An empty file has its own code."""
    assert refused(b"").code == "empty"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (other_format("PNG"), "png"),
        (other_format("GIF"), "gif"),
        (other_format("WEBP"), "webp"),
        (other_format("BMP"), "bmp"),
        (other_format("TIFF"), "tiff"),
        (other_format("AVIF"), "avif"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04", "zip"),
    ],
)
def test_another_format_is_named(data: bytes, name: str) -> None:
    """Whatever the file is called, its bytes tell what it is, and the refusal names that."""
    unfit = refused(data)
    assert (unfit.code, unfit.params) == ("not_jpeg", {"format": name})


def test_an_unknown_file_is_no_image() -> None:
    """Words, or any bytes of no known format, are not called a format."""
    assert refused(b"Nama: Budi").code == "not_image"


@pytest.mark.parametrize("name", ["GIF", "PNG", "WEBP"])
def test_moving_pictures_are_named_so(name: str) -> None:
    """An animated GIF, PNG or WebP is told from a still one."""
    frames = [scene().rotate(90 * turn) for turn in range(1, 4)]
    unfit = refused(other_format(name, save_all=True, append_images=frames, duration=100))
    assert (unfit.code, unfit.params) == ("animated", {"format": name.lower()})


def test_a_video_is_a_moving_picture() -> None:
    """Telegram turns a GIF into an MP4."""
    assert refused(b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00").code == "animated"


def test_further_pictures_in_a_phone_photo_are_left_out() -> None:
    """An MPO, as many phones make, is its first picture."""
    out = BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[scene().rotate(180)])
    picture = check(out.getvalue(), RULE)
    assert opened(picture).format == "JPEG"
    assert difference(opened(picture), scene()) < 4
    assert picture.data.count(b"\xff\xd9") == 1


def test_metadata_and_trailing_bytes_are_left_out() -> None:
    """Neither EXIF with its place and thumbnail, nor comments, XMP or what was appended is kept."""
    exif = Image.Exif()
    exif[0x010F] = "PABRIK RAHASIA"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 28.0, 54.0)})
    secrets = {"comment": b"KOMENTAR RAHASIA", "xmp": b"<x>XMP RAHASIA</x>", "dpi": (300, 300)}
    picture = check(jpeg(scene(), exif=exif, **secrets) + b"EKOR RAHASIA", RULE)
    assert b"RAHASIA" not in picture.data
    assert set(opened(picture).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert picture.data.endswith(b"\xff\xd9")
    assert not opened(picture).getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_every_orientation_becomes_upright(orientation: int, order: str) -> None:
    """A photo taken any way up is stored upright and nearly as it was, in either byte order of EXIF."""
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    exif = b"Exif\x00\x00" + mark + struct.pack(f"{order}LHHHLHHL", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    lying = scene() if undo is None else scene().transpose(undo)
    picture = check(jpeg(lying, exif=exif), RULE)
    assert (picture.width, picture.height) == (320, 240)
    assert difference(opened(picture), scene()) < 4


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\x00\x00",
        b"Exif\x00\x00II*\x00\xff\xff\xff\xff",
        b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x05\x00",
        b"Exif\x00\x00??*\x00",
    ],
)
def test_broken_exif_harms_nobody(exif: bytes) -> None:
    """A photo whose EXIF is nonsense is taken as it lies."""
    assert check(jpeg(scene(), exif=exif), RULE).width == 320


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_cut_file_is_refused(share: float, *, progressive: bool) -> None:
    """Wherever the transfer broke off, the file is refused, never filled up with grey."""
    data = jpeg(scene((640, 480)), progressive=progressive)
    assert refused(data[: int(len(data) * share)]).code == "truncated"


@pytest.mark.parametrize("share", [0.5, 0.8, 0.97])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_cut_file_with_an_end_put_on_is_refused(share: float, *, progressive: bool) -> None:
    """A missing lower part is noticed even where the file pretends to end properly and a decoder would not complain."""
    data = jpeg(scene((640, 480)), progressive=progressive)
    assert refused(data[: int(len(data) * share)] + b"\xff\xd9").code == "truncated"


def test_the_decoder_s_leniency_elsewhere_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow's own switches for cut files and for bombs, whatever they say, change no verdict."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    data = jpeg(scene())
    assert refused(data[: len(data) // 2]).code == "truncated"
    assert check(data, RULE).width == 320


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_bytes_are_judged_never_crashed_on(data: st.DataObject) -> None:
    """Any bytes changed anywhere give a picture or a refusal, nothing else."""
    whole = bytearray(jpeg(scene((256, 208)), progressive=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(3, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = check(bytes(whole), RULE)
    except Unfit as unfit:
        assert unfit.code  # noqa: PT017  either outcome is right, a third one would fail
    else:
        assert opened(picture).size == (picture.width, picture.height)


def test_too_many_pixels_are_refused_from_the_header() -> None:
    """A header that claims 60000 by 60000 is refused undecoded; so is a photo of 48 megapixels."""
    bomb = bytearray(jpeg(scene()))
    frame = bomb.index(b"\xff\xc0")
    bomb[frame + 5 : frame + 9] = struct.pack(">HH", 60000, 60000)
    unfit = refused(bytes(bomb))
    assert (unfit.code, unfit.params) == ("too_many_pixels", {"megapixels": 3600.0, "limit": 25.0})
    photo = jpeg(Image.new("RGB", (8000, 6000), (30, 90, 200)), quality=50)
    assert refused(photo).params == {"megapixels": 48.0, "limit": 25.0}


def test_a_tiny_picture_is_refused_as_illegible() -> None:
    """Below 200 pixels on the shorter side nothing on a card can be read."""
    unfit = refused(jpeg(scene((400, 199))))
    assert (unfit.code, unfit.params) == ("too_small", {"width": 400, "height": 199, "minimum": 200})
    assert check(jpeg(scene((400, 200))), RULE).height == 200


def test_a_rare_kind_of_jpeg_is_named_so() -> None:
    """Arithmetic coding, which hardly any program reads, is no damage but has its own code."""
    assert refused(jpeg(scene()).replace(b"\xff\xc0", b"\xff\xc9")).code == "unsupported"


def test_the_size_is_judged_on_the_clean_bytes() -> None:
    """A photo above the limit only by its EXIF is fine; one really above is told its size and the limit."""
    data = jpeg(scene((640, 480)), quality=95)
    clean = len(check(data, RULE).data)
    wrapped = jpeg(scene((640, 480)), quality=95, exif=b"Exif\x00\x00" + bytes(60000))
    assert len(check(wrapped, PictureRule(max_bytes=clean)).data) == clean
    unfit = refused(wrapped, PictureRule(max_bytes=clean - 1))
    assert (unfit.code, unfit.params) == ("too_big", {"size": len(wrapped), "limit": clean - 1})


def test_too_big_is_said_only_when_all_else_is_fine() -> None:
    """What is offered to be made smaller is worth it: a grey, too big photo is called grey."""
    assert refused(jpeg(scene().convert("L")), PictureRule(max_bytes=1000)).code == "grey"


def test_a_turned_picture_stays_within_the_limit() -> None:
    """Turning a photo upright never makes it too big, even just at the limit."""
    exif = Image.Exif()
    exif[0x0112] = 6
    data = jpeg(scene((640, 480)), quality=90)
    limit = len(check(data, RULE).data)
    picture = check(jpeg(scene((640, 480)), quality=90, exif=exif), PictureRule(max_bytes=limit))
    assert len(picture.data) <= limit
    assert picture.width < picture.height


def test_a_paper_may_be_grey_but_not_too_light() -> None:
    """For an ijazah colour is not asked, and a minimum of bytes is."""
    rule = PictureRule(max_bytes=1024 * KB, min_bytes=4000, colour=False)
    grey = jpeg(scene((640, 480)).convert("L"), quality=95)
    assert opened(check(grey, rule)).mode == "L"
    unfit = refused(jpeg(Image.new("RGB", (200, 200))), rule)
    assert unfit.code == "too_light"
    assert unfit.params["minimum"] == 4000


def test_a_grey_paper_is_turned_upright_too() -> None:
    """A grey photo lying on its side is stored upright and grey."""
    exif = Image.Exif()
    exif[0x0112] = 8
    picture = check(jpeg(scene().convert("L"), exif=exif), PictureRule(max_bytes=200 * KB, colour=False))
    assert (picture.width, picture.height, opened(picture).mode) == (240, 320, "L")


def test_print_colours_are_converted() -> None:
    """A CMYK JPEG, as a print shop makes, is stored as an ordinary one with the same colours."""
    picture = check(jpeg(scene().convert("CMYK")), RULE)
    assert opened(picture).mode == "RGB"
    assert difference(opened(picture), scene()) < 8


def test_a_camera_s_colour_profile_is_applied_and_left_out() -> None:
    """A harmless sRGB profile goes without a pixel changing; another is converted, so that colours stay right."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = check(jpeg(scene()), RULE)
    assert check(jpeg(scene(), icc_profile=srgb), RULE) == plain
    # The same profile with red and blue exchanged: colours come out otherwise, as with any true other profile.
    other = srgb.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")
    picture = check(jpeg(scene(), icc_profile=other), RULE)
    assert "icc_profile" not in opened(picture).info
    red, _, blue = opened(picture).convert("RGB").getpixel((20, 20))  # type: ignore[misc]
    assert blue > red


def test_a_broken_colour_profile_harms_nobody() -> None:
    """A profile that is nonsense is left out."""
    assert check(jpeg(scene(), icc_profile=b"nonsense" * 30), RULE) == check(jpeg(scene()), RULE)
