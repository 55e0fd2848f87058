"""What goes along with a message: made when it is sent, and named after what it really is."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.gateway.send import AttachmentGoneError
from bot.jobs.figures import Figures
from bot.jobs.letter_prints import LetterPrints
from bot.jobs.rekap import Rekap
from bot.jobs.rekap_export import Exports
from bot.jobs.render import Rendering
from bot.jobs.roster_import_files import RosterFiles
from bot.jobs.verification_sheets import VerificationSheets
from bot.outgoing import Attachment
from bot.rules.eligibility import Terms
from tests.house import House, photo
from tests.jobs.printed import Opened, account, ended, printing


def made(house: House, source: str, ref: str) -> tuple[str, bytes]:
    """An attachment from this source."""
    figures = Figures(Opened(house.session), house.words, (), lambda: house.now)
    rekap = Rekap(Opened(house.session), house.words, lambda: house.now)
    exports = Exports(Opened(house.session), house.vault, lambda: house.now)
    sheets = VerificationSheets(
        Opened(house.session), house.vault, house.files, house.words, Terms(), lambda: house.now
    )
    rosters = RosterFiles(Opened(house.session), house.files, Terms())
    letters = LetterPrints(Opened(house.session), house.vault, house.files, house.words, lambda: house.now)
    rendering = Rendering(house.files, printing(house), figures, rekap, exports, sheets, rosters, letters)
    return asyncio.run(rendering.make(Attachment("document", source, ref)))[:2]


@pytest.mark.parametrize(("data", "name"), [(photo(), "foto.jpg"), (b"%PDF-1.7\n%%EOF", "dokumen.pdf")])
def test_a_stored_file_is_named_by_its_bytes(house: House, data: bytes, name: str) -> None:
    """So that a phone opens it with what can show it."""
    assert made(house, "file", house.files.put(data)) == (name, data)


def test_a_captcha_is_drawn(house: House) -> None:
    """As a picture; two of the same letters are two pictures."""
    name, drawn = made(house, "captcha", "AB3CD")
    assert (name, Image.open(BytesIO(drawn)).format) == ("captcha.png", "PNG")


def test_prints_are_made_of_the_record(house: House) -> None:
    """Both cards, the masa kerja, and one's own data."""
    ended(house)
    ref = str(account(house))
    names = [made(house, source, ref)[0] for source in ("card", "pendataan", "masa_kerja", "data")]
    number = house.accounts()[0].nomor_registrasi
    assert names == [
        f"Kartu-Informasi-Akun-{number}.pdf", f"Kartu-Pendataan-{number}.pdf", "masa-kerja.png", "Data-Saya.pdf"
    ]  # fmt: skip


def test_the_sheets_of_an_import(house: House) -> None:
    """The template of this very instansi, and the sheet that comes back."""
    name, template = made(house, "templat", str(house.opens().id))
    assert (name, template[:4]) == ("templat-disdik.xlsx", b"PK\x03\x04")
    assert made(house, "perbaikan", house.files.put(b"PK")) == ("perbaikan.xlsx", b"PK")


@pytest.mark.parametrize(
    ("source", "ref"), [("file", "0" * 32), ("card", "1"), ("pendataan", "1"), ("data", "1"), ("unheard", "1")]
)
def test_what_is_gone_is_told_as_gone(house: House, source: str, ref: str) -> None:
    """A file that is no more, an account that is no more, and a source that a newer bot knew."""
    with pytest.raises(AttachmentGoneError):
        made(house, source, ref)
