"""The page Dokumen: the ijazah as a photo, as several, or as a PDF, and the kartu keluarga for who wants to add it."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from tests.conversations.filled import Filling, known, pages, too_big
from tests.house import KB, House, photo


@pytest.fixture
def sari(house: House) -> Filling:
    """Give a worker on the page Dokumen, of whom the instansi knows everything that it may."""
    sari = known(house)
    sari.says("/masuk dokumen").hears("ask.ijazah")
    return sari


def pdf(count: int, password: str = "") -> bytes:
    """A PDF of blank pages, big enough."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    writer.add_attachment("isi", b"x" * 3 * KB)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page_count(sari: Filling, kind: str) -> int:
    """How many pages the kept PDF really has."""
    return len(PdfReader(BytesIO(sari.house.files.get(sari.papers()[kind].file))).pages)


def test_a_photo_is_shown_and_kept(sari: Filling) -> None:
    """It counts when its owner has seen and accepted it, and the page tells what is kept."""
    sari.sends_photo().hears("offer.berkas_foto").sees("apakah semua tulisannya terbaca?")
    assert sari.papers() == {}
    sari.taps("button.berkas_foto").hears("ask.dokumen").sees("Ijazah terakhir: foto,", "Kartu Keluarga", "belum ada")
    kept = sari.papers()["ijazah"]
    assert (kept.form, kept.pages, list(sari.house.files.kept)[-1]) == ("jpeg", 1, kept.file)


def test_photos_one_after_the_other_become_one_pdf(sari: Filling) -> None:
    """In their order; what was offered before goes."""
    first, second, third = pages(3)
    sari.sends_photo(first).hears("offer.berkas_foto").sends_photo(second).hears("offer.berkas_gabungan")
    sari.sends_photo(third).sees("3 halaman").taps("button.berkas_gabungan").hears("ask.dokumen").sees("PDF, 3 halaman")
    assert page_count(sari, "ijazah") == 3
    assert len(sari.house.discarded) == 2
    assert set(sari.house.files.kept) >= {sari.papers()["ijazah"].file}


def test_an_album_becomes_one_pdf(sari: Filling) -> None:
    """Its photos come one by one, while the first is under check."""
    sari.lets_jobs_wait()
    for page in pages(3):
        sari.sends_photo(page, album="a").hears_nothing()
    sari.job_finishes().hears_nothing().job_finishes().hears("offer.berkas_gabungan").sees("3 halaman")
    sari.taps("button.berkas_gabungan").hears("ask.dokumen")
    assert page_count(sari, "ijazah") == 3


def test_a_pdf_is_kept(sari: Filling) -> None:
    """With its pages counted, and nothing but its pages."""
    sari.sends_file(pdf(2)).hears("offer.berkas_pdf").sees("2 halaman").taps("button.berkas_pdf").sees("PDF, 2 halaman")
    assert (page_count(sari, "ijazah"), sari.papers()["ijazah"].form) == (2, "pdf")
    assert b"x" * KB not in sari.house.files.get(sari.papers()["ijazah"].file)


def test_a_pdf_and_a_photo_become_one_pdf(sari: Filling) -> None:
    """Whatever they are sent as."""
    sari.sends_file(pdf(2)).sends_photo().hears("offer.berkas_gabungan").taps("button.berkas_gabungan")
    assert page_count(sari, "ijazah") == 3


def test_one_bad_page_of_several_is_named(sari: Filling) -> None:
    """With its place; then all are sent anew."""
    sari.sends_photo().sends_photo(photo()[:2500]).hears("error.page_unfit", "ask.ijazah").sees("ke-2 dari 2")
    sari.sends_photo().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")


def test_a_photo_too_big_is_made_smaller(sari: Filling) -> None:
    """Both sizes are told, and the result shown."""
    sari.sends_photo(too_big()).hears("offer.berkas_dikecilkan").sees("jadi saya kecilkan menjadi")
    sari.taps("button.berkas_dikecilkan").hears("ask.dokumen")
    assert sari.papers()["ijazah"].size <= 200 * KB


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"", "empty", "Berkas itu kosong"),
        (b"halo, ini bukan foto", "paper_unknown", "bukan foto dan bukan PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 5000, "not_paper", "yang bisa dipakai JPG atau PDF"),
        (photo((150, 180)), "too_small", "terlalu kecil untuk dibaca"),
        (photo((200, 200), quality=5), "too_light", "supaya tulisannya terbaca"),
        (photo()[:2500], "truncated", "terpotong"),
        (pdf(1, "rahasia"), "pdf_encrypted", "dikunci"),
        (b"%PDF-1.7 rusak" + b"0" * 5000, "pdf_damaged", "rusak"),
    ],
)
def test_what_is_refused_says_what_to_do(sari: Filling, data: bytes, code: str, sentence: str) -> None:
    """Each reason has its own sentence; nothing is kept, and a good photo then goes on."""
    sari.sends_file(data).hears(f"error.{code}", "ask.ijazah").sees(sentence)
    assert sari.papers() == {}
    sari.sends_photo().taps("button.berkas_foto").hears("ask.dokumen")


def test_more_than_telegram_gives_a_bot(sari: Filling) -> None:
    """It is told without fetching it."""
    sari.sends_photo(size=21 * KB * KB).hears("error.file_too_large", "ask.ijazah").sees("21 MB")


def test_more_files_than_make_one_paper(sari: Filling) -> None:
    """Eleven are one too many; then all are sent anew."""
    sari.lets_jobs_wait()
    for page in pages(11):
        sari.sends_photo(page)
    sari.job_finishes().job_finishes().hears("error.too_many_pages_sent", "ask.ijazah").sees("11 berkas")
    sari.sends_photo().job_finishes().hears("offer.berkas_foto")


def test_words_and_voices_are_no_paper(sari: Filling) -> None:
    """The question says how a paper is sent."""
    sari.says("nanti saja").hears("error.want_paper", "ask.ijazah").sees("penjepit kertas")
    sari.sends("voice").hears("error.other_voice", "ask.ijazah")


def test_another_file_instead_of_the_offered_one(sari: Filling) -> None:
    """Ganti berkas asks anew and forgets all that came."""
    sari.sends_photo().taps("button.lain").hears("ask.ijazah")
    assert len(sari.house.discarded) == 1
    sari.sends_photo(photo((350, 500))).hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")


def test_lihat_sends_it_back(sari: Filling) -> None:
    """The very file, under its name; the page stands as it was."""
    sari.sends_photo().taps("button.berkas_foto").taps("button.lihat_ijazah").hears("ask.dokumen", "view.ijazah")
    sari.taps("button.selanjutnya").hears("ask.cari_kabupaten")


def test_the_last_upload_counts(sari: Filling) -> None:
    """Ganti keeps the old one until the new one is accepted; then the old file goes."""
    sari.sends_photo().taps("button.berkas_foto")
    old = sari.papers()["ijazah"].file
    sari.taps("button.ganti_ijazah").hears("ask.ijazah").has_buttons("button.lihat_ijazah", "button.tetap")
    sari.sends_photo(photo((420, 560))).hears("offer.berkas_foto")
    assert sari.papers()["ijazah"].file == old
    sari.taps("button.berkas_foto").hears("ask.dokumen")
    assert sari.papers()["ijazah"].file != old
    assert sari.house.discarded == [old]


def test_a_second_thought_keeps_the_old_one(sari: Filling) -> None:
    """Tetap pakai goes back to the page."""
    sari.sends_photo().taps("button.berkas_foto")
    old = sari.papers()
    sari.taps("button.ganti_ijazah").taps("button.tetap").hears("ask.dokumen")
    assert (sari.papers(), sari.house.discarded) == (old, [])


def test_the_kartu_keluarga_is_optional(sari: Filling) -> None:
    """The page goes on without it; it can be added, seen, and changed."""
    sari.sends_photo().taps("button.berkas_foto").taps("button.unggah_kk").hears("ask.kk").sees("boleh dilewati")
    sari.taps("button.kembali_dokumen").hears("ask.dokumen").taps("button.unggah_kk")
    sari.sends_photo(photo((360, 500))).taps("button.berkas_foto").hears("ask.dokumen").sees_not("belum ada")
    assert sorted(sari.papers()) == ["ijazah", "kk"]
    sari.taps("button.lihat_kk").hears("view.kk").taps("button.ganti_kk").hears("ask.kk").taps("button.lihat_kk")
    old = sari.papers()["kk"].file
    sari.sends_photo(photo((370, 500))).taps("button.berkas_foto").hears("ask.dokumen")
    assert sari.house.discarded == [old]


def test_selanjutnya_confirms_the_page(sari: Filling) -> None:
    """On to Biodata; the menu tells that Dokumen is complete."""
    sari.sends_photo().taps("button.berkas_foto").taps("button.selanjutnya").hears("ask.cari_kabupaten")
    assert sari.record().pages_done == ("dokumen",)
    sari.says("/masuk").sees("Dokumen: sudah lengkap", "Riwayat Pekerjaan: masih kurang 2")


def test_kembali_on_the_page(sari: Filling) -> None:
    """Before the ijazah there is nothing; from the page it leads back to the ijazah."""
    sari.says("/kembali").hears("error.no_way_back", "ask.ijazah").sends_photo().taps("button.berkas_foto")
    sari.says("/kembali").hears("ask.ijazah").taps("button.tetap").hears("ask.dokumen")


def test_what_is_offered_survives_leaving(sari: Filling) -> None:
    """/batal, a restart and /masuk: the same offer stands."""
    sari.sends_photo().hears("offer.berkas_foto").says("/batal").restarts().says("/masuk dokumen")
    sari.hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
