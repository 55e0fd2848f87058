from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.documents.pictures import PictureRule, Unfit, check
from bot.playground.sample_people import Person
from bot.playground.samples import SAMPLES, samples

KB = 1024
KTP = PictureRule(max_bytes=200 * KB)
PASFOTO = PictureRule(max_bytes=200 * KB, blue_background=True)
IJAZAH = PictureRule(max_bytes=1024 * KB, min_bytes=100 * KB, colour=False)
BY_KEY = {sample.key: sample for sample in SAMPLES}


@pytest.mark.parametrize(
    ("key", "rule", "warnings"),
    [
        ("ktp", KTP, ()),
        ("pasfoto_biru", PASFOTO, ()),
        ("pasfoto_merah", PASFOTO, ("background_not_blue",)),
        ("swafoto", KTP, ()),
        ("ijazah", IJAZAH, ()),
        ("kk", IJAZAH, ()),
        ("sk_1", IJAZAH, ()),
        ("sk_2", IJAZAH, ()),
        ("sk_3", IJAZAH, ()),
        ("bukti_gaji", IJAZAH, ()),
    ],
)
def test_a_good_sample_is_taken(key: str, rule: PictureRule, warnings: tuple[str, ...]) -> None:
    """What is labelled as good passes, the red pasfoto with its warning."""
    assert check(BY_KEY[key].load(), rule).warnings == warnings


@pytest.mark.parametrize(
    ("key", "rule", "code"),
    [
        ("ktp_besar", KTP, "too_big"),
        ("ktp_12mp", KTP, "too_big"),
        ("ktp_abu", KTP, "grey"),
        ("ktp_png", KTP, "not_jpeg"),
        ("ktp_terpotong", KTP, "truncated"),
        ("ijazah_kecil", IJAZAH, "too_light"),
        ("ijazah_pdf", IJAZAH, "not_jpeg"),
        ("kosong", KTP, "empty"),
    ],
)
def test_a_faulty_sample_has_the_fault_it_names(key: str, rule: PictureRule, code: str) -> None:
    """Each faulty sample meets just its own refusal."""
    with pytest.raises(Unfit) as refused:
        check(BY_KEY[key].load(), rule)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("key", "least", "most"),
    [
        ("ktp", 120, 150),
        ("ktp_besar", 800, 900),
        ("ktp_12mp", 2400, 3000),
        ("ijazah_kecil", 70, 80),
        ("ijazah", 250, 300),
        ("ijazah_pdf", 125, 150),
        ("ijazah_pdf_2", 220, 250),
        ("kk", 220, 250),
        ("sk_1", 140, 160),
        ("sk_2", 140, 160),
        ("sk_3", 140, 160),
        ("bukti_gaji", 160, 180),
        ("pdf_besar", 1382, 1434),
    ],
)
def test_a_sample_has_the_size_it_names(key: str, least: int, most: int) -> None:
    """Sizes in labels are true, in KB of 1024 bytes."""
    assert least * KB <= len(BY_KEY[key].load()) <= most * KB


def test_the_phone_photo_is_like_a_phone_s() -> None:
    """Twelve megapixels, lying on its side as EXIF tells, and with the place where it was taken."""
    photo = Image.open(BytesIO(BY_KEY["ktp_12mp"].load()))
    exif = photo.getexif()
    assert photo.width * photo.height == 12_000_000
    assert exif[0x0112] == 6
    assert exif.get_ifd(0x8825)


@pytest.mark.parametrize(("key", "pages"), [("ijazah_pdf", 1), ("ijazah_pdf_2", 2), ("pdf_besar", 3)])
def test_a_pdf_opens_with_its_pages(key: str, pages: int) -> None:
    """The PDFs are real ones."""
    assert len(PdfReader(BytesIO(BY_KEY[key].load())).pages) == pages


def test_the_locked_pdf_asks_for_its_password() -> None:
    """Without the password nobody sees a page; its size would be fine."""
    data = BY_KEY["pdf_terkunci"].load()
    reader = PdfReader(BytesIO(data))
    assert reader.is_encrypted
    assert not reader.decrypt("")
    assert reader.decrypt("contoh")
    assert 100 * KB <= len(data) <= 1024 * KB


def test_the_three_pages_of_the_sk_fit_together() -> None:
    """As one PDF they stay within what an SK may weigh."""
    assert sum(len(BY_KEY[f"sk_{page}"].load()) for page in (1, 2, 3)) < 1000 * KB


def test_samples_are_the_same_every_time_and_drawn_once() -> None:
    """Two listings draw the same bytes; asking one sample twice gives the very same object."""
    again = {sample.key: sample for sample in samples(Person())}
    for key in ("ktp", "swafoto", "sk_2", "ijazah_pdf_2", "pdf_terkunci"):
        assert again[key].load() == BY_KEY[key].load()
        assert again[key].load() is again[key].load()


def test_another_person_is_on_their_own_papers() -> None:
    """The data drawn are those of the person given."""
    siti = Person("SITI AMINAH", "3201014512920002", "DEPOK", "05-12-1992", "PEREMPUAN")
    theirs = {sample.key: sample for sample in samples(siti)}
    assert theirs["ktp"].load() != BY_KEY["ktp"].load()
    for key in ("ijazah", "kk", "sk_3", "bukti_gaji"):
        assert theirs[key].load() != BY_KEY[key].load()


def test_keys_and_names_are_told_apart() -> None:
    """No two samples share a key, a label or a file name."""
    for attribute in ("key", "label", "filename"):
        assert len({getattr(sample, attribute) for sample in SAMPLES}) == len(SAMPLES)
