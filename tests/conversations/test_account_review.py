"""Langkah 3: everything on one screen, one last warning, and exactly one account of exactly what was reviewed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.conversations.account import gates
from bot.conversations.context import Context
from tests.chat import Chat
from tests.house import BUDI, SARI, House, photo, verified

_SHOWN = ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir", "ponsel", "email")
_HIDDEN = ("password", "pertanyaan", "jawaban", "ktp", "pasfoto", "swafoto")


@pytest.fixture
def reviewing(sari: Chat) -> Chat:
    """Give somebody who looks at the review."""
    return sari.goes_to("ask.periksa")


def test_everything_stands_on_one_screen_and_numbers_are_masked(reviewing: Chat) -> None:
    """NIK, KK and phone are told by their ends alone; secrets are not told."""
    reviewing.sees("Langkah 3 dari 3 · Pengecekan Ulang Data", "3201••••••••0001", "0812••••7890", "7 Maret 1990")
    reviewing.sees(SARI.nama, SARI.tempat_lahir, SARI.email, "Dinas Pendidikan", "Siapa nama kecil ibu Anda?", "KB")
    reviewing.sees_not(SARI.nik, SARI.kk, "9876", SARI.password, SARI.jawaban)


@pytest.mark.parametrize("kind", ["ktp", "pasfoto", "swafoto"])
def test_each_file_can_be_looked_at(reviewing: Chat, kind: str) -> None:
    """It is shown, and the review after it with live buttons."""
    reviewing.taps(f"button.lihat_{kind}").hears(f"view.{kind}", "ask.periksa").taps("button.proses").hears("ask.yakin")


def test_kembali_offers_each_answer_and_leads_back(reviewing: Chat) -> None:
    """What was kept leads back to the review; so does the way back itself."""
    for name in (*_SHOWN, *_HIDDEN):
        reviewing.taps("button.kembali").hears("ask.perbaiki").taps(f"field.{name}").hears(f"ask.{name}")
        reviewing.hears("present.hidden" if name in _HIDDEN else "present.answer")
        reviewing.taps("button.tetap").hears("ask.periksa")
    reviewing.taps("button.kembali").taps("button.selesai_periksa").hears("ask.periksa")
    reviewing.taps("button.kembali").says("/kembali").hears("ask.periksa")
    reviewing.taps("button.kembali").says("yang kedua").hears("error.want_button", "ask.perbaiki")


@pytest.mark.parametrize(
    ("name", "typed", "seen"), [("ponsel", "0857 1111 2222", "0857••••2222"), ("email", "baru@contoh.id", "baru@")]
)
def test_a_mended_answer_leads_straight_back(reviewing: Chat, name: str, typed: str, seen: str) -> None:
    """Nothing else is asked again, and the review shows the new one."""
    reviewing.taps("button.kembali").taps(f"field.{name}").says(typed).hears("ask.periksa").sees(seen)


def test_another_picture_or_secret_leads_straight_back(reviewing: Chat) -> None:
    """Each replaced on its own; a new security question needs its new answer."""
    reviewing.taps("button.kembali").taps("field.ktp").sends_photo(photo((320, 400))).hears("ask.periksa")
    assert len(reviewing.house.files.kept) == 3
    reviewing.taps("button.kembali").taps("field.password").says("hujan turun pagi ini").hears("ask.periksa")
    reviewing.taps("button.kembali").taps("field.jawaban").says("Kenanga").hears("ask.periksa")
    reviewing.taps("button.kembali").taps("field.pertanyaan").taps("term.guru").hears("ask.jawaban")
    reviewing.says("Bu Tini").hears("ask.periksa").sees("Siapa guru favorit Anda?")


def test_a_mended_identity_is_compared_again(reviewing: Chat) -> None:
    """A wrong name stops at Data Tidak Sesuai; the right one asks for what was made from it, then the review."""
    reviewing.taps("button.kembali").taps("field.nama").says("Sinta").hears("ask.beda")
    reviewing.taps("button.perbaiki_nama").says(SARI.nama).hears("ask.password").answers().hears("ask.periksa")
    assert len(reviewing.house.files.kept) == 3


def test_another_spelling_is_what_the_account_gets(reviewing: Chat) -> None:
    """The data of the account are those of the last review."""
    reviewing.taps("button.kembali").taps("field.nama").says("SARI WULANDARI, S.Pd.").hears("ask.password")
    reviewing.goes_to("ask.periksa").sees("SARI WULANDARI, S.Pd.").goes_to("ask.selesai")
    (account,) = reviewing.house.accounts()
    assert account.nama == "SARI WULANDARI, S.Pd."


def test_another_nik_asks_again_for_what_must_fit_it(reviewing: Chat) -> None:
    """KK number, birth date and password were judged against the NIK."""
    reviewing.house.registers(BUDI)
    reviewing.taps("button.kembali").taps("field.nik").says(BUDI.nik).hears("ask.kk").says(BUDI.kk)
    reviewing.hears("ask.tanggal_lahir").answers().hears("ask.beda").sees("Nama Lengkap berbeda")
    reviewing.taps("button.perbaiki_nama").says(BUDI.nama).hears("ask.password").answers().hears("ask.periksa")


def test_tidak_leads_back_to_the_review(reviewing: Chat) -> None:
    """From there one may mend as before, and comes back to the review and not past it."""
    reviewing.taps("button.proses").hears("ask.yakin").sees("tidak dapat diubah lagi").taps("button.tidak")
    reviewing.hears("ask.periksa").hears_not("present.hidden")
    reviewing.taps("button.kembali").taps("field.email").taps("button.tetap").hears("ask.periksa")
    reviewing.taps("button.proses").hears("ask.yakin").says("ya").hears("error.want_button")
    reviewing.says("/kembali").hears("ask.periksa").taps("button.proses").taps("button.ya").hears("ask.selesai")


def test_the_account_is_what_was_reviewed(reviewing: Chat) -> None:
    """Every column and file, with hashes that fit the secrets, and the moment of consent."""
    files = dict(reviewing.house.files.kept)
    reviewing.goes_to("ask.selesai")
    house = reviewing.house
    (account,) = house.accounts()
    assert (account.nama, account.tempat_lahir, account.telegram_id) == (SARI.nama, SARI.tempat_lahir, 71)
    opened = [house.opened(account, column) for column in ("kk", "ponsel", "email")]
    assert opened == [SARI.kk, "+6281298767890", SARI.email]
    assert verified(account.password_hash, SARI.password)
    assert verified(account.jawaban_hash, SARI.jawaban.casefold())
    assert not verified(account.password_hash, SARI.jawaban)
    assert account.pertanyaan_pengaman == "ibu"
    assert account.consented_at == account.created_at == datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
    rows = house.account_files(account)
    assert {row.kind for row in rows} == {"ktp", "pasfoto", "swafoto"}
    assert {row.file for row in rows} == set(files)
    assert all((row.size, row.width, row.height) == (len(files[row.file]), 300, 400) for row in rows)
    assert house.files.kept == files


def test_the_end_gives_number_card_and_ways_on(reviewing: Chat) -> None:
    """The draft is gone; the card comes along and can be had again; a double tap changes nothing."""
    reviewing.taps("button.proses")
    yes = reviewing.button("button.ya").data
    reviewing.taps("button.ya").hears("ask.selesai")
    assert re.search(r"NA-\d{4}-\d{4}-\d", "".join(reviewing.words))
    assert reviewing.screen is not None
    assert reviewing.screen.media is not None
    assert (reviewing.screen.media.kind, reviewing.screen.media.source) == ("document", "card")
    assert reviewing.states() == {}
    reviewing.has_buttons("button.cetak", "button.login").taps_data(yes).hears("toast.gone", "say.menu_account")
    assert len(reviewing.house.accounts()) == 1
    reviewing.says("/kartu").hears("say.card")


# -- what may happen between the comparison and Ya -----------------------------------------------------------------


def test_somebody_else_was_faster_with_the_same_nik(reviewing: Chat, house: House) -> None:
    """Of two who confirm the same NIK one gets the account, and the other is told kindly."""
    other = Chat(house, 72).goes_to("ask.yakin")
    reviewing.taps("button.proses").taps("button.ya").hears("ask.selesai")
    other.taps("button.ya").hears("ask.berubah").sees("NIK ini sudah punya akun")
    assert len(house.accounts()) == 1
    other.taps("button.cek_lagi").hears("ask.punya_akun")


def test_the_database_has_the_last_word(reviewing: Chat, house: House) -> None:
    """Where both are confirmed at the same moment, the second finds the first's account, and writes nothing."""
    answers = reviewing.taps("button.proses").states()["account"].answers
    context = Context(house.session, house.vault, reviewing.person, house.now)
    assert gates.create_account(context, answers)["outcome"] == "cocok"
    assert gates.create_account(context, answers) == {"outcome": "punya_akun"}
    assert len(house.accounts()) == 1


@pytest.mark.parametrize("stand", ["ask.password", "ask.pertanyaan", "ask.ktp", "ask.lanjutkan", "ask.yakin"])
def test_finalised_meanwhile_is_said_with_the_next_answer(sari: Chat, stand: str) -> None:
    """Wherever somebody stands, nothing is written; reopened, Cek lagi leads back to where they stood."""
    sari.goes_to(stand)
    sari.house.finalises()
    sari.answers().hears("ask.berubah").sees("Pendataan instansi Anda sudah difinalisasi")
    assert sari.house.accounts() == []
    sari.taps("button.cek_lagi").hears("ask.difinalisasi")
    sari.house.reopens()
    sari.taps("button.cek_lagi").goes_to("ask.selesai")


def test_the_deadline_that_passes_meanwhile_is_said(reviewing: Chat) -> None:
    """Nothing is written after it."""
    reviewing.house.ends_on(date(2022, 8, 31))
    reviewing.taps("button.proses").hears("ask.berubah").sees("sudah ditutup")
    assert reviewing.house.accounts() == []
    reviewing.says("/daftar").hears("ask.berubah")
    reviewing.house.ends_on(date(2022, 9, 30))
    reviewing.says("/daftar").hears("ask.yakin")


def test_data_that_the_instansi_changed_meanwhile_are_compared_again(reviewing: Chat) -> None:
    """The account is not made of what no longer agrees."""
    reviewing.house.removes(SARI)
    reviewing.taps("button.proses").hears("ask.berubah").sees("tidak lagi terdaftar")
    reviewing.house.registers(replace(SARI, tempat_lahir="Depok"))
    reviewing.says("/daftar").hears("ask.berubah").sees("Instansi mengubah data Anda")
    reviewing.taps("button.cek_lagi").hears("ask.beda").sees("Tempat Lahir berbeda")


def test_a_worker_who_moved_reviews_again(reviewing: Chat) -> None:
    """The account is made at the instansi that the review showed, or not at all."""
    reviewing.house.moves(SARI, "RSUD", "Rumah Sakit Umum Contoh")
    reviewing.taps("button.proses").hears("ask.berubah").sees("instansi lain")
    reviewing.taps("button.cek_lagi").hears("ask.periksa").sees("Rumah Sakit Umum Contoh").goes_to("ask.selesai")
