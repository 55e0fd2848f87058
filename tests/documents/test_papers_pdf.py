from functools import cache
from io import BytesIO
from random import Random
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from bot.documents.papers import PaperRule, check
from bot.playground.samples import SAMPLES

RULE = PaperRule()
ANY = PaperRule(min_bytes=0)
BY_KEY = {sample.key: sample for sample in SAMPLES}


@cache
def letter(pages: int = 1, noise: int = 0) -> bytes:
    """A PDF with words, a line and, for weight, a noisy picture on every page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 400), invariant=1, pageCompression=1)
    canvas.setTitle("JUDUL RAHASIA")
    for page in range(pages):
        canvas.drawString(40, 350, f"SURAT KEPUTUSAN halaman {page + 1}")
        canvas.line(40, 340, 260, 340)
        if noise:
            picture = Image.frombytes("RGB", (noise, noise), Random(page).randbytes(noise * noise * 3))
            canvas.drawImage(ImageReader(picture), 40, 60, 200, 200)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def opened(data: bytes = b"") -> PdfWriter:
    """A letter to be tampered with."""
    writer = PdfWriter()
    writer.append(BytesIO(data or letter()))
    return writer


def saved(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def named(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def shown(data: bytes, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    picture: Image.Image = document[page].render(scale=1, may_draw_forms=False).to_pil().convert("RGB")
    document.close()
    return picture


def looks_same(one: bytes, other: bytes, page: int = 0) -> bool:
    return ImageChops.difference(shown(one, page), shown(other, page)).getbbox() is None


def test_a_pdf_keeps_its_pages_and_looks() -> None:
    """Every page is there, and not a pixel differs."""
    data = letter(pages=3, noise=100)
    paper = check(data, ANY)
    assert (paper.form, paper.pages) == ("pdf", 3)
    assert all(looks_same(data, paper.data, page) for page in range(3))


def test_a_drawing_is_copied_byte_for_byte() -> None:
    """The page's own stream is not decoded and written again."""
    before, after = (PdfReader(BytesIO(data)).pages[0]["/Contents"] for data in (letter(), check(letter(), ANY).data))
    assert isinstance(before, StreamObject)
    assert isinstance(after, StreamObject)
    assert StreamObject.get_data(after) == StreamObject.get_data(before)


def test_the_sample_ijazah_passes() -> None:
    """The playground's PDF is one page within the window."""
    paper = check(BY_KEY["ijazah_pdf"].load(), RULE)
    assert (paper.form, paper.pages) == ("pdf", 1)
    assert len(paper.data) <= RULE.max_bytes


def test_equal_pdfs_give_equal_bytes() -> None:
    """Nothing of the day, and no chance, is written."""
    assert check(letter(), ANY) == check(letter(), ANY)


def test_facts_about_the_file_are_left_out() -> None:
    """Title, author, XMP, private data and trailing bytes are not kept."""
    writer = opened()
    writer.add_metadata({"/Author": "PEMBUAT RAHASIA"})
    writer.xmp_metadata = b"<x>XMP RAHASIA</x>"
    page: Any = writer.pages[0]
    page[NameObject("/PieceInfo")] = named(App=TextStringObject("DATA RAHASIA"))
    page["/Resources"][NameObject("/Metadata")] = TextStringObject("DATA RAHASIA")
    data = saved(writer) + b"EKOR RAHASIA"
    assert data.count(b"RAHASIA") >= 4
    kept = check(data, ANY).data
    assert b"RAHASIA" not in kept
    assert b"5241484153" not in kept
    assert kept.endswith(b"%%EOF\n")
    assert PdfReader(BytesIO(kept)).metadata is None


def test_nothing_that_acts_is_left_in() -> None:
    """JavaScript, embedded files, launch actions, links and actions of a page are gone; the page looks the same."""
    writer = opened()
    script = named(S=NameObject("/JavaScript"), JS=TextStringObject("BAHAYA"))
    writer.root_object[NameObject("/Names")] = named(
        JavaScript=named(Names=ArrayObject([TextStringObject("x"), script]))
    )
    writer.add_attachment("BAHAYA.exe", b"BAHAYA")
    launch = named(S=NameObject("/Launch"), F=TextStringObject("BAHAYA.exe"))
    writer.root_object[NameObject("/OpenAction")] = launch
    page: Any = writer.pages[0]
    page[NameObject("/AA")] = named(O=launch)
    place = ArrayObject(NumberObject(number) for number in (0, 0, 300, 400))
    link = named(Type=NameObject("/Annot"), Subtype=NameObject("/Link"), Rect=place, A=launch)
    page[NameObject("/Annots")] = ArrayObject([link])
    data = saved(writer)
    kept = check(data, ANY).data
    assert b"BAHAYA" not in kept
    assert not {b"/JavaScript", b"/Launch", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"/Names"} & set(kept.split())
    assert looks_same(letter(), kept)


def appearance(writer: PdfWriter) -> object:
    look = StreamObject()
    look.set_data(b"1 0 0 rg 0 0 100 50 re f")
    box = ArrayObject(NumberObject(number) for number in (0, 0, 100, 50))
    look.update(named(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box))
    return writer._add_object(look)


def signed(**entries: object) -> bytes:
    """A letter with a red box in its annotation, as the picture of a signature is."""
    writer = opened()
    place = ArrayObject(NumberObject(number) for number in (50, 100, 150, 150))
    note = named(Type=NameObject("/Annot"), Subtype=NameObject("/Widget"), Rect=place, F=NumberObject(4))
    note[NameObject("/AP")] = writer._add_object(named(N=appearance(writer)))
    note.update(named(**entries))
    writer.pages[0][NameObject("/Annots")] = writer._add_object(ArrayObject([writer._add_object(note)]))
    return saved(writer)


def test_what_a_signature_shows_is_kept_without_its_actions() -> None:
    """The picture of an electronic signature stays where it was; what the field does is gone."""
    action = named(S=NameObject("/JavaScript"), JS=TextStringObject("BAHAYA"))
    data = signed(A=action, AA=named(E=action), T=TextStringObject("BAHAYA"))
    kept = check(data, ANY).data
    assert shown(kept).getpixel((100, 275)) == (255, 0, 0)
    assert b"BAHAYA" not in kept
    assert b"424148415941" not in kept


def test_a_ticked_box_shows_its_state() -> None:
    """Of a box's appearances the one of its state is kept."""
    writer = opened()
    states = named(Ya=appearance(writer), Off=NumberObject(0))
    place = ArrayObject(NumberObject(number) for number in (50, 100, 150, 150))
    for state, colour in (("/Ya", (255, 0, 0)), ("/Off", (255, 255, 255)), ("/Lain", (255, 255, 255))):
        note = named(Subtype=NameObject("/Widget"), Rect=place, AS=NameObject(state), AP=named(N=states))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
        assert shown(check(saved(writer), ANY).data).getpixel((100, 275)) == colour


@pytest.mark.parametrize("entries", [{"F": NumberObject(2)}, {"Subtype": NameObject("/Text")}, {"AP": NumberObject(1)}])
def test_annotations_that_show_nothing_of_the_page_go(entries: dict[str, object]) -> None:
    """Hidden ones, remarks, and those without an appearance."""
    assert b"/Annots" not in check(signed(**entries), ANY).data


def test_names_that_a_maker_chose_are_kept() -> None:
    """A picture called as a key that is left out elsewhere is still a picture."""
    writer = opened(letter(noise=20))
    page: Any = writer.pages[0]
    pictures = page["/Resources"]["/XObject"]
    (name,) = pictures
    pictures[NameObject("/Metadata")] = pictures.raw_get(name)
    drawing = StreamObject()
    drawing.set_data(b"q 200 0 0 200 40 60 cm /Metadata Do Q")
    page[NameObject("/Contents")] = writer._add_object(drawing)
    data = saved(writer)
    assert looks_same(data, check(data, ANY).data)


def test_a_table_of_colours_keeps_every_byte() -> None:
    """A palette written as a string, with whatever bytes, survives."""
    palette = b"\xfe\xff" + bytes(range(254))
    picture = StreamObject()
    picture.set_data(bytes(range(85)))
    colours = ArrayObject(
        [NameObject("/Indexed"), NameObject("/DeviceRGB"), NumberObject(84), TextStringObject(palette)]
    )
    size = {"Width": NumberObject(17), "Height": NumberObject(5), "BitsPerComponent": NumberObject(8)}
    picture.update(named(Subtype=NameObject("/Image"), ColorSpace=colours, **size))
    writer = opened()
    page: Any = writer.pages[0]
    page[NameObject("/Resources")] = named(XObject=named(P=writer._add_object(picture)))
    drawing = StreamObject()
    drawing.set_data(b"200 0 0 200 40 60 cm /P Do")
    page[NameObject("/Contents")] = writer._add_object(drawing)
    data = saved(writer)
    assert looks_same(data, check(data, ANY).data)


def test_a_turned_page_stays_turned() -> None:
    """Rotation, also one that the page has from its parent, is kept."""
    writer = opened()
    for own in ("/MediaBox", "/Rotate"):
        del writer.pages[0][NameObject(own)]
    tree: Any = writer.root_object["/Pages"]
    tree[NameObject("/Rotate")] = NumberObject(90)
    tree[NameObject("/MediaBox")] = ArrayObject(NumberObject(number) for number in (0, 0, 300, 400))
    kept = check(saved(writer), ANY).data
    assert shown(kept).size == (400, 300)


def test_what_is_not_pages_does_not_count_against_the_limit() -> None:
    """A PDF that only an embedded file makes too big is kept without it."""
    writer = opened(letter(noise=200))
    writer.add_attachment("besar", Random(1).randbytes(2_000_000))
    paper = check(saved(writer), RULE)
    assert len(paper.data) < RULE.max_bytes
