"""What a worker does whose record was given back: led to the very page, mended, and ended again."""

from datetime import date, timedelta

import pytest

from bot.conversations.verifikasi.names import REASONS
from storage import accounts
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.finished import finished, verifier
from tests.house import KNOWN, SARI, House, photo


def given_back(house: House, *reasons: str, words: str = "") -> Filling:
    """Sari has ended, and a verifier gave it back for this."""
    sari = finished(house)
    returns(verifier(house), *reasons, words=words)
    return sari


def returns(chat: Chat, *reasons: str, words: str = "") -> None:
    """The verifier gives the first card back."""
    chat.says("/verifikasi").taps("button.kembalikan")
    for reason in reasons:
        chat.taps("button.alasan", reason)
    if words:
        chat.says(words)
    chat.taps("button.kirim").hears("say.sudah_dikembalikan")


@pytest.mark.parametrize(
    ("reason", "page"), [("ijazah salah", "dokumen"), ("data pendidikan", "biodata"), ("SK tidak sesuai", "riwayat")]
)
def test_the_message_leads_to_the_very_page(house: House, reason: str, page: str) -> None:
    """At once where the account is open still."""
    sari = given_back(house, reason).was_told("say.dikembalikan").sees(reason)
    sari.says("/status").taps(f"button.perbaiki_{page}").hears(f"ask.{page}")


@pytest.mark.parametrize("page", ["dokumen", "riwayat"])
def test_through_the_login_to_the_very_page(house: House, page: str) -> None:
    """Whoever is not logged in comes there once the password was right; without a page, to the first to be mended."""
    house.registers(SARI, **KNOWN)
    chat = Chat(house).goes_to("ask.selesai")
    sari = reopened(house, chat)
    returns(verifier(house), "SK", "ijazah")
    sari.waits(timedelta(hours=1)).says(f"/masuk {page}").hears("ask.password").says(SARI.password)
    sari.hears(f"ask.{page}")
    sari.waits(timedelta(hours=1)).says(f"/masuk {page}").says("/masuk").says(SARI.password).hears("ask.dokumen")


def reopened(house: House, chat: Chat) -> Chat:
    """The record of whoever made the account in the chat lacks nothing, and was ended."""
    account = house.accounts()[0]
    filling = Filling.__new__(Filling)
    Chat.__init__(filling, house, chat.person)
    filling.worker, filling.account = account.worker_id, account.id
    filling.opens().has_everything().has_ended()
    return chat


def test_without_a_page_one_comes_to_the_first_to_be_mended(house: House) -> None:
    """In the order in which the reasons are; once something was mended, to where one was."""
    sari = given_back(house, "tanggal kerja", "KTP")
    sari.says("/masuk lanjut").hears("ask.dokumen").says("/masuk").hears("term.harus_diperbaiki", "say.menu")
    sari.sees("Dikembalikan instansi untuk diperbaiki: KTP tidak terbaca dan tanggal kerja salah.")
    sari.has_biodata(nama_sekolah="Universitas Teladan").says("/masuk riwayat").hears("ask.riwayat")
    sari.says("/masuk lanjut").hears("ask.riwayat").says("/masuk").hears("term.harus_diperbaiki")


def test_status_says_what_is_to_be_mended(house: House) -> None:
    """With who gave it back, and a button for each page; after the deadline nothing can be mended."""
    sari = given_back(house, "SK", words="Halaman kedua terpotong")
    sari.says("/status").sees("dikembalikan untuk diperbaiki", "verifikator instansi mengembalikan data Anda")
    sari.sees("perbaiki SK tidak sesuai dan Halaman kedua terpotong").has_buttons("button.perbaiki_riwayat")
    house.ends_on(date(2022, 8, 31))
    sari.says("/status").sees("hubungi admin instansi").sees_not("Halaman kedua")


def test_mended_and_ended_again_it_waits_once_more(house: House) -> None:
    """The next card says that it was given back, when and why; what was mended no more asks to be."""
    sari = given_back(house, "data pendidikan", words="Nama sekolah keliru")
    house.waits(timedelta(hours=1))
    sari.opens().has_biodata(nama_sekolah="Universitas Teladan")
    assert sari.record().status == "mengisi"
    sari.says("/masuk resume").taps("button.centang").taps("button.akhiri").taps("button.iya").hears("ask.berakhir")
    chat = Chat(house, 511).says("/verifikasi").sees("Pernah dikembalikan 1 September 2022 pukul 10.00 WIB")
    chat.sees("data pendidikan salah dan Nama sekolah keliru", "Universitas Teladan").taps("button.setujui")
    sari.says("/status").sees("disetujui instansi").sees_not("perbaiki data")


@pytest.mark.parametrize(
    ("reason", "kinds", "others"),
    [("foto tidak jelas", ("pasfoto", "swafoto"), ("ktp",)), ("KTP", ("ktp",), ("pasfoto", "swafoto"))],
)
def test_a_picture_found_wanting_is_sent_anew(
    house: House, reason: str, kinds: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """Only while the record is given back for it; the last one counts, and the one before it goes."""
    sari = given_back(house, reason).says("/masuk dokumen").hears("ask.dokumen")
    assert not {f"button.ganti_{kind}" for kind in others} & {button.code for button in sari.buttons}
    for kind in kinds:
        before = pictures(house, sari)[kind]
        sari.taps(f"button.lihat_{kind}").hears(f"view.{kind}").taps(f"button.ganti_{kind}").hears(f"ask.{kind}")
        sari.sends_photo(photo((320, 400 + len(kind)))).hears("ask.dokumen")
        assert pictures(house, sari)[kind] != before
        assert before in house.discarded
    sari.says("/status").sees("mengunggah berkas")
    sari.has_ended()
    Chat(house, 511).says("/verifikasi").taps("button.lihat_berkas").hears(f"view.{kinds[0]}")


def test_a_picture_may_be_kept_though_it_warns(house: House) -> None:
    """The verifier sees the warning, as with the first one."""
    sari = given_back(house, "foto").says("/masuk dokumen").taps("button.ganti_pasfoto")
    sari.sends_photo(photo((300, 400), (200, 30, 30))).hears("offer.latar_tidak_biru").taps("button.latar_tidak_biru")
    sari.hears("ask.dokumen").has_ended()
    Chat(house, 511).says("/verifikasi").sees("Latar pasfoto tidak biru")


def test_no_picture_is_changed_otherwise(house: House) -> None:
    """Given back for something else, there is no button for it; nor may one go back and forth."""
    sari = given_back(house, "SK").says("/masuk dokumen").hears("ask.dokumen")
    assert not [button for button in sari.buttons if "foto" in button.code]


def test_every_reason_leads_somewhere(house: House) -> None:
    """Several for one page have one button; what is said in words alone leads to the resume."""
    sari = given_back(house, "foto", "KTP", "ijazah", "SK", "bukti", "pendidikan", "tanggal", words="Semuanya")
    sari.was_told("say.dikembalikan").sees("tanggal kerja salah", "Semuanya").says("/status")
    pages = [button.code for button in sari.buttons if button.code.startswith("button.perbaiki")]
    assert sorted(pages) == sorted({f"button.perbaiki_{page}" for page in REASONS.values()})
    sari.taps("button.perbaiki_resume").hears("ask.resume")


def pictures(house: House, sari: Filling) -> dict[str, str]:
    """The account's pictures by kind."""
    house.session.expire_all()
    return {one.kind: one.file for one in accounts.files(house.session, sari.account)}
