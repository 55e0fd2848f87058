"""Whether a card is genuine: by its code, or by a photo of it sent outside every conversation."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest

from bot.documents.cards import AccountCard, account_card
from bot.rules.seal import CARD_KEY, seal
from storage import cards
from tests.chat import Chat
from tests.house import DINAS_NAME, SARI, House, photo

READER = 99
FACTS = AccountCard(
    "NA-1234-5678-2",
    SARI.nama,
    SARI.nik,
    "Bogor",
    "7 Maret 1990",
    DINAS_NAME,
    "SDN Contoh 1",
    "Guru",
    "Non-ASN",
    "kini",
)


@pytest.fixture
def account(sari: Chat) -> int:
    """Sari's account."""
    (account,) = sari.goes_to("ask.selesai").house.accounts()
    return account.id


def printed(house: House, account: int, facts: str = "x", kind: str = "akun") -> str:
    """The code of a card that says these facts."""
    number = cards.issue(house.session, house.vault, account, kind, facts, house.now)
    return seal(house.vault.derive(CARD_KEY), number)


def photographed(code: str) -> bytes:
    """A real card with this code, as a picture."""
    pdf = pypdfium2.PdfDocument(account_card(FACTS, photo(), f"https://t.me/pendataan_bot?start=cek_{code}"))
    out = BytesIO()
    pdf[0].render(scale=2).to_pil().convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def test_a_genuine_card_shows_masked_data(house: House, account: int) -> None:
    """Whoever scans it learns enough to compare, and no more."""
    reader = Chat(house, READER).says(f"/start cek_{printed(house, account)}").hears("say.card_checked")
    reader.sees(
        "Kartu ini asli", house.accounts()[0].nomor_registrasi, "S••• W••••••••", "3201••••••••0001", DINAS_NAME
    )
    reader.sees_not("Sari", "Wulandari", SARI.nik)


def test_a_photo_of_a_card_is_read_and_judged(house: House, account: int) -> None:
    """As it comes out of the printer; no file of it is kept, and the next photo is the next card."""
    kept = dict(house.files.kept)
    reader = Chat(house, READER).sends_photo(photographed(printed(house, account)))
    reader.hears("ask.hasil").sees("Kartu ini asli", "S••• W••••••••").sees_not(SARI.nik)
    reader.sends_file(photographed(printed(house, account, kind="pendataan"))).hears("ask.hasil")
    reader.sees("Kartu Pendataan Non ASN").says("halo").hears("say.menu_new")
    assert house.files.kept == kept


def test_a_newer_card_replaces_the_older(house: House, account: int) -> None:
    """The same facts are the same card; other facts make a new one."""
    old = printed(house, account)
    assert printed(house, account) == old
    new = printed(house, account, "y")
    reader = Chat(house, READER).says(f"/start cek_{old}").sees("Kartu ini sudah diganti", "3201••••••••0001")
    reader.says(f"/start cek_{new}").sees("Kartu ini asli")
    old = printed(house, account, kind="pendataan")
    printed(house, account, "y", kind="pendataan")
    reader.sends_photo(photographed(old)).sees("Kartu ini sudah diganti", "Kartu Pendataan Non ASN")


def test_a_revoked_card_tells_nothing_of_its_owner(house: House, account: int) -> None:
    """By its code and by its photo; also once the account is gone."""
    code = printed(house, account)
    cards.revoke(house.session, account, "akun", house.now)
    reader = Chat(house, READER).says(f"/start cek_{code}").sees("tidak berlaku lagi").sees_not("•••", "NA-")
    reader.sends_photo(photographed(code)).hears("ask.hasil").sees("tidak berlaku lagi")


def test_a_false_card_is_called_so(house: House, chat: Chat) -> None:
    """A code that nobody sealed, one that is none, and one of a card that never was."""
    unknown = seal(house.vault.derive(CARD_KEY), 12345)
    forged = seal(bytes(32), 12345)
    for code in ("", "x", forged, unknown):
        chat.says(f"/start cek_{code}").hears("say.card_checked").sees("Kartu ini tidak dikenal")
    chat.sends_photo(photographed(forged)).sees("Kartu ini tidak dikenal")


def test_a_photo_without_a_code(chat: Chat) -> None:
    """It says what to do; a photo that cannot be fetched, or is none, is no other."""
    chat.sends_photo().hears("ask.tanpa_kode").sees("Kalau Anda sedang mengisi").taps("button.menu").hears(
        "say.menu_new"
    )
    chat.sends_photo(b"x").hears("ask.tanpa_kode").sends_photo(size=30 * 1024 * 1024).hears("ask.tanpa_kode")


def test_an_album_is_too_many_cards(chat: Chat) -> None:
    """One at a time; the next single photo is judged."""
    chat.sends_photo(album="a").hears("error.other_album", "ask.kartu").sends_photo(album="a").hears_nothing()
    chat.says("halo").hears("error.want_photo", "ask.kartu").sends_photo().hears("ask.tanpa_kode")


def test_a_photo_inside_a_conversation_is_its_answer(sari: Chat) -> None:
    """Nobody takes a pasfoto for a card."""
    sari.goes_to("ask.pasfoto").sends_photo().hears("ask.swafoto")


def test_a_reading_that_fails_asks_again(chat: Chat) -> None:
    """And the next photo is read."""
    chat.lets_jobs_wait().sends_photo().job_fails().hears("error.job_failed", "ask.kartu").sends_photo().job_finishes()
    chat.hears("ask.tanpa_kode")
