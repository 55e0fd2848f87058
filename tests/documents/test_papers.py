from io import BytesIO

import pytest
from PIL import Image

from bot.documents.papers import Paper, PaperRule, Unfit, check, shrunk_page
from bot.playground.samples import SAMPLES

KB = 1024
RULE = PaperRule()
BY_KEY = {sample.key: sample for sample in SAMPLES}


def jpeg(picture: Image.Image, **settings: object) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", **{"quality": 85, **settings})
    return out.getvalue()


def scan(size: tuple[int, int] = (700, 900)) -> Image.Image:
    """A grey page, grainy as scans are."""
    return Image.effect_noise(size, 40)


def other(name: str, **settings: object) -> bytes:
    out = BytesIO()
    scan((60, 80)).save(out, name, **settings)
    return out.getvalue()


def refused(data: bytes, rule: PaperRule = RULE) -> tuple[str, dict[str, float | str]]:
    with pytest.raises(Unfit) as caught:
        check(data, rule)
    return caught.value.code, caught.value.params


def test_a_photo_in_the_window_is_kept_to_the_pixel() -> None:
    """The sample ijazah, 300 KB, is one page, cleaned but not encoded again."""
    data = BY_KEY["ijazah"].load()
    paper = check(data, RULE)
    assert (paper.form, paper.pages) == ("jpeg", 1)
    assert Image.open(BytesIO(paper.data)).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_a_grey_scan_is_fine() -> None:
    """Papers, unlike a pasfoto, need no colour."""
    assert check(jpeg(scan()), RULE).form == "jpeg"


def test_a_photo_keeps_no_place_and_stands_upright() -> None:
    """EXIF goes; the turn that it asked for is made."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PABRIK RAHASIA"
    paper = check(jpeg(scan(), exif=exif) + b"EKOR RAHASIA", RULE)
    kept = Image.open(BytesIO(paper.data))
    assert kept.size == (900, 700)
    assert b"RAHASIA" not in paper.data
    assert not kept.getexif()


def test_checking_a_checked_paper_changes_nothing() -> None:
    """What was cleaned once is clean, as JPEG and as PDF."""
    for key in ("ijazah", "ijazah_pdf"):
        once = check(BY_KEY[key].load(), RULE)
        assert check(once.data, RULE) == once


@pytest.mark.parametrize("name", ["PNG", "BMP", "WEBP", "TIFF"])
def test_another_format_is_named(name: str) -> None:
    """Neither JPEG nor PDF: the refusal says what it is, whatever it was called."""
    assert refused(other(name)) == ("not_paper", {"format": name.lower()})


def test_a_document_of_an_office_program_is_named() -> None:
    """A docx is a zip."""
    assert refused(b"PK\x03\x04word/") == ("not_paper", {"format": "zip"})


def test_a_moving_picture_is_named_so() -> None:
    """Telegram turns a GIF into an MP4."""
    assert refused(b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00") == ("animated", {"format": "mp4"})


def test_words_are_no_paper() -> None:
    """Bytes of no known format are not called one."""
    assert refused(b"Nama: Budi") == ("paper_unknown", {})


def test_an_empty_file_is_said_to_be_empty() -> None:
    """Nothing has its own code."""
    assert refused(b"") == ("empty", {})


def test_a_photo_cut_short_is_truncated() -> None:
    """What did not arrive whole is not kept."""
    assert refused(jpeg(scan())[:-9000]) == ("truncated", {})


def test_a_broken_photo_is_damaged() -> None:
    """A photo whose tables lie is refused, not kept."""
    data = jpeg(scan())
    assert refused(data.replace(b"\xff\xc0\x00", b"\xff\xc0\x40", 1))[0] in {"damaged", "truncated"}


def test_a_photo_of_too_many_pixels_is_not_decoded() -> None:
    """Judged from its header."""
    data = jpeg(scan((20, 20)))
    at = data.index(b"\xff\xc0") + 5
    huge = data[:at] + b"\x40\x00\x40\x00" + data[at + 4 :]
    assert refused(huge) == ("too_many_pixels", {"megapixels": 268.4, "limit": 25.0})


def test_a_photo_too_small_to_read_is_refused() -> None:
    """The short side counts."""
    assert refused(jpeg(scan((400, 900)))) == ("too_small", {"width": 400, "height": 900, "minimum": 500})


def test_a_light_photo_is_refused_with_its_size() -> None:
    """The sample of 80 KB is below the window."""
    data = BY_KEY["ijazah_kecil"].load()
    assert refused(data) == ("too_light", {"size": len(data), "minimum": 100 * KB})


def test_the_lower_limit_is_on_what_was_sent() -> None:
    """A photo that only its EXIF lifts over the limit is not refused for what cleaning took away."""
    data = jpeg(Image.linear_gradient("L").resize((600, 800)))
    assert len(data) < RULE.min_bytes
    assert check(data + bytes(RULE.min_bytes), RULE).form == "jpeg"


def test_a_heavy_photo_is_made_smaller_into_the_window() -> None:
    """A phone's photo is too big, and becomes a page that passes."""
    data = BY_KEY["ktp_12mp"].load()
    assert refused(data) == ("too_big", {"size": len(data), "limit": 1024 * KB})
    paper = shrunk_page(data, RULE)
    assert RULE.min_bytes <= len(paper.data) <= RULE.max_bytes
    assert check(paper.data, RULE) == paper == Paper(paper.data, "jpeg", 1)
