import zlib
from functools import cache
from io import BytesIO
from random import Random

import pytest
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from bot.documents.papers import PaperRule, Unfit, check

KB = 1024
RULE = PaperRule()
ANY = PaperRule(min_bytes=0)


@cache
def letter(pages: int = 1, noise: int = 0) -> bytes:
    """A PDF with words, a line and, for weight, a noisy picture on every page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 400), invariant=1, pageCompression=1)
    for page in range(pages):
        canvas.drawString(40, 350, f"SURAT KEPUTUSAN halaman {page + 1}")
        canvas.line(40, 340, 260, 340)
        if noise:
            picture = Image.frombytes("RGB", (noise, noise), Random(page).randbytes(noise * noise * 3))
            canvas.drawImage(ImageReader(picture), 40, 60, 200, 200)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def opened() -> PdfWriter:
    """A letter to be tampered with."""
    writer = PdfWriter()
    writer.append(BytesIO(letter()))
    return writer


def saved(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def refused(data: bytes, rule: PaperRule = ANY) -> tuple[str, dict[str, float | str]]:
    with pytest.raises(Unfit) as caught:
        check(data, rule)
    return caught.value.code, caught.value.params


def raw(*objects: bytes) -> bytes:
    """A file of these objects with no table of where they are, which readers mend."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
@pytest.mark.parametrize("password", ["rahasia", ""])
def test_a_locked_pdf_is_refused(algorithm: str, password: str) -> None:
    """Also one that opens without a password but forbids things."""
    writer = opened()
    writer.encrypt(user_password=password, owner_password="pemilik", algorithm=algorithm)
    assert refused(saved(writer)) == ("pdf_encrypted", {})


def test_an_unknown_lock_is_a_lock() -> None:
    """A kind of encryption that nobody here knows is still said to be one."""
    data = letter().replace(b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Lain /V 9 >>")
    assert refused(data) == ("pdf_encrypted", {})


def test_a_pdf_without_pages_is_refused() -> None:
    """A file that shows nothing."""
    assert refused(saved(PdfWriter())) == ("pdf_without_pages", {})


def test_a_pdf_of_too_many_pages_is_refused_with_both_numbers() -> None:
    """What it has and what it may have."""
    assert refused(letter(pages=4), PaperRule(min_bytes=0, max_pages=3)) == (
        "pdf_too_many_pages",
        {"pages": 4, "limit": 3},
    )


def test_sizes_outside_the_window_are_refused() -> None:
    """A light one by its size as sent, a heavy one by that of its pages."""
    light, heavy = letter(), letter(pages=2, noise=450)
    assert refused(light, RULE) == ("too_light", {"size": len(light), "minimum": 100 * KB})
    assert refused(heavy, RULE) == ("pdf_too_big", {"size": len(heavy), "limit": 1024 * KB})


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_pdf_cut_short_is_damaged(share: float) -> None:
    """What did not arrive whole is not kept with holes."""
    data = letter(noise=200)
    assert refused(data[: int(len(data) * share)]) == ("pdf_damaged", {})


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] %b >>"
ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
TREE = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\nNama: Budi\n%%EOF\n",
        raw(ROOT, TREE, PAGE % b"/Contents 9 0 R"),
        raw(ROOT, TREE, PAGE % b"/Resources << /XObject << /P 9 0 R >> >>"),
        raw(ROOT, TREE, PAGE % (b"/Resources " + b"[" * 50_000)),
        raw(ROOT, b"<< /Type /Pages /Count 1 /Kids [%b] >>" % (b"2 0 R " * 200)),
        raw(ROOT, *(b"<< /Type /Pages /Kids [%b] >>" % (b"%d 0 R " % (n + 3) * 9) for n in range(40)), PAGE % b""),
        raw(ROOT, TREE, PAGE % (b"/Resources << %b >>" % b" ".join(b"/K%d << >>" % n for n in range(150_000)))),
    ],
    ids=["bare", "words", "no drawing", "no picture", "deep", "ring", "tree of nines", "many"],
)
def test_a_broken_or_malicious_pdf_is_damaged(data: bytes) -> None:
    """Missing parts, nests, rings and bombs all end in the same kind answer."""
    assert refused(data) == ("pdf_damaged", {})


def test_more_objects_than_any_page_needs_are_refused() -> None:
    """A page that leads to tens of thousands of objects is a bomb."""
    leads = b"/Resources << /K [%b] >>" % b" ".join(b"%d 0 R" % number for number in range(4, 21_004))
    many = raw(ROOT, TREE, PAGE % leads, *([b"[]"] * 21_000))
    assert len(many) < RULE.max_bytes
    assert refused(many) == ("pdf_damaged", {})


def test_a_stream_that_unpacks_to_gigabytes_is_refused() -> None:
    """A stream of objects that is mostly air is not unpacked without end."""
    packed = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    stream = b"<< /Type /ObjStm /N 1 /First 9 %b /Length %d >>\nstream\n%b\nendstream" % (filters, len(packed), packed)
    assert refused(raw(b"<< /Type /Catalog /Pages 9 0 R >>", stream)) == ("pdf_damaged", {})
