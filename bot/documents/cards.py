"""The Kartu Informasi Akun: the page that a worker prints and keeps once the account is made.

What is the same on every card is made once a process (`card_page`); a card then costs its texts, its QR code and the
copying of its photo, which is embedded as it came, never decoded. Nothing shared is ever written, so that any
number of threads may draw at once, and equal input gives equal bytes: neither clock nor chance is asked.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from bot.documents import card_form, qr
from bot.documents.card_data import Entry, draw_entries, draw_line
from bot.documents.card_ink import GREY, LINE, NAVY, Ink
from bot.documents.card_page import page
from bot.documents.card_paper import stream, text_string
from bot.rules.nik import masked

_COLOUR_SPACES = {"RGB": "DeviceRGB", "L": "DeviceGray"}


class PhotoError(Exception):
    """The photo is not a JPEG in colour or grey, and so cannot go onto the card as it is."""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What is written on a card, each as a person shall read it ("7 Maret 1990", "17.00 WIB").

    `nik` may be whole or masked already; the card shows it masked.
    """

    nomor_registrasi: str
    nama: str
    nik: str
    tempat_lahir: str
    tanggal_lahir: str
    instansi: str
    unit_kerja: str
    jabatan: str
    jenis: str
    dibuat: str
    langkah: str = "Buka chat asisten di Telegram, lalu kirim /masuk untuk melengkapi data Anda."


def account_card(card: AccountCard, photo: bytes, link: str) -> bytes:
    """Draw the card as a PDF of one A4 page.

    `photo` is an upright JPEG, shown 3:4 by cropping, never by stretching; `link` is where the card can be checked,
    `https://t.me/<bot>?start=cek_<code>` with a code of `seal`, in the QR code and to be tapped where the PDF is
    read on the phone itself. The NIK is masked although the card is its owner's: printed cards get photographed
    and passed on, and whoever checks one compares name, photo and the digits that remain.

    Raises PhotoError for what is no JPEG or has another colour model, ValueError for a link too long for a QR code.
    """
    width, height, colours = _measure(photo)
    ink = Ink()
    ink.add("/Form Do")
    _draw_photo(ink, width, height)
    ink.add(qr.path(link, *card_form.QR))
    draw_entries(ink, _entries(card), card_form.DATA)
    draw_line(ink, f"Akun dibuat {card.dibuat}", card_form.MADE, 8.5, colour=GREY)
    draw_line(ink, card.langkah, card_form.STEP, 13, colour=NAVY, strong=True)
    draw_line(ink, link, card_form.ADDRESS, 8, colour=GREY)
    image = stream(
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /{colours}"
        " /BitsPerComponent 8 /Filter /DCTDecode",
        photo,
        level=0,
    )
    return page(f"{card_form.TITLE} {card.nomor_registrasi}", ink.operators, image, _annotation(link))


def _entries(card: AccountCard) -> tuple[Entry, ...]:
    born = card.tanggal_lahir.replace(" ", "\u00a0")
    return (
        Entry("Nomor registrasi", card.nomor_registrasi, head=19),
        Entry("Nama", card.nama, head=15),
        Entry("NIK", masked(card.nik)),
        Entry("Tempat, tanggal lahir", f"{card.tempat_lahir}, {born}"),
        Entry("Jenis", card.jenis),
        Entry("Instansi", card.instansi),
        Entry("Unit kerja", card.unit_kerja),
        Entry("Jabatan", card.jabatan),
    )


def _measure(photo: bytes) -> tuple[int, int, str]:
    """Width, height and PDF colour space, from the JPEG's header alone."""
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
