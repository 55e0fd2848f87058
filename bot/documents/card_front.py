"""What is a card's own: its photo, data, QR code and the lines at their places, drawn over what its kind shares.

The photo is embedded as it came, never decoded. Nothing shared is ever written, so that any number of threads may
draw at once, and equal input gives equal bytes: neither clock nor chance is asked.
"""

from dataclasses import dataclass
from io import BytesIO

from bot.documents import card_form, qr
from bot.documents.card_data import Entry, draw_entries, draw_line
from bot.documents.card_ink import GREY, LINE, NAVY, Ink
from bot.documents.card_page import page
from bot.documents.card_paper import stream, text_string
from bot.documents.card_words import Words

_COLOUR_SPACES = {"RGB": "DeviceRGB", "L": "DeviceGray"}


class PhotoError(Exception):
    """The photo is not a JPEG in colour or grey, and so cannot go onto the card as it is."""


@dataclass(frozen=True, slots=True)
class Front:
    """A card's texts: its number, the column of data, when it was made, and the next step below the cut."""

    number: str
    entries: tuple[Entry, ...]
    made: str
    step: str


def draw_card(words: Words, front: Front, photo: bytes, link: str) -> bytes:
    """Draw a card of this kind as a PDF of one A4 page.

    `photo` is an upright JPEG, shown 3:4 by cropping, never by stretching; `link` is where the card can be checked,
    `https://t.me/<bot>?start=cek_<code>` with a code of `seal`, in the QR code and to be tapped where the PDF is
    read on the phone itself.

    Raises PhotoError for what is no JPEG or has another colour model, ValueError for a link too long for a QR code.
    """
    width, height, colours = _measure(photo)
    ink = Ink()
    ink.add("/Form Do")
    _draw_photo(ink, width, height)
    ink.add(qr.path(link, *card_form.QR))
    draw_front(ink, front, link)
    image = stream(
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /{colours}"
        " /BitsPerComponent 8 /Filter /DCTDecode",
        photo,
        level=0,
    )
    return page(words, front.number, ink.operators, image, _annotation(link))


def draw_front(ink: Ink, front: Front, link: str) -> None:
    """Write the texts of a card, its link among them."""
    draw_entries(ink, front.entries, card_form.DATA)
    draw_line(ink, front.made, card_form.MADE, 8.5, colour=GREY)
    draw_line(ink, front.step, card_form.STEP, 13, colour=NAVY, strong=True)
    draw_line(ink, link, card_form.ADDRESS, 8, colour=GREY)


def _measure(photo: bytes) -> tuple[int, int, str]:
    """Width, height and PDF colour space, from the JPEG's header alone."""
    from PIL import Image  # noqa: PLC0415 - an idle bot does without what opens pictures

    try:
        with Image.open(BytesIO(photo), formats=("JPEG",)) as image:
            return *image.size, _COLOUR_SPACES[image.mode]
    except (OSError, KeyError) as unfit:
        raise PhotoError("the photo is not a JPEG in colour or grey") from unfit


def _draw_photo(ink: Ink, width: int, height: int) -> None:
    """Fill the photo's place; what is too wide loses both sides, what is too high mostly its foot, not the head."""
    x, y, across, up = card_form.PHOTO
    scale = max(across / width, up / height)
    wide, high = width * scale, height * scale
    corner = f"{x - (wide - across) / 2:.3f} {y - (high - up) * 2 / 3:.3f}"
    window = f"{x:.3f} {y:.3f} {across:.3f} {up:.3f} re"
    ink.add(f"q {window} W n {wide:.3f} 0 0 {high:.3f} {corner} cm /Photo Do Q q {LINE} RG 0.6 w {window} S Q")


def _annotation(link: str) -> bytes:
    """The QR code can be tapped: who reads the card on a phone cannot point that phone's camera at it."""
    x, y, side = card_form.QR
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{x:.2f} {y:.2f} {x + side:.2f} {y + side:.2f}] /Border [0 0 0] /F 4"
        f" /Contents {text_string('Periksa keaslian kartu ini')}"
        f" /A << /S /URI /URI <{link.encode('utf-8').hex()}> >> >>"
    ).encode("ascii")
