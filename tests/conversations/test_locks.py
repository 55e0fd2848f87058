"""Finalisasi, the deadline, or an end from elsewhere, between any two steps of filling in: nothing more is written."""

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta

import pytest

from bot.rules.clock import today_wib
from tests.chat import Chat
from tests.conversations.filled import Filling, known
from tests.house import House, photo

Step = Callable[[Filling], Chat]
Lock = Callable[[Filling], object]

LOCKS: dict[str, tuple[Lock, str]] = {
    "difinalisasi": (lambda sari: sari.house.finalises(), "Pendataan instansi Anda sudah difinalisasi"),
    "tutup": (
        lambda sari: sari.house.ends_on(today_wib(sari.house.now) - timedelta(days=1)),
        "Pendataan instansi Anda sudah ditutup",
    ),
    "selesai": (lambda sari: sari.is_decided("selesai"), "Pendataan Anda sudah diakhiri"),
}


def tap(code: str, label: str = "") -> Step:
    """A tap on a button."""
    return lambda sari: sari.taps(code, label)


def say(words: str) -> Step:
    """Words."""
    return lambda sari: sari.says(words)


def send(width: int = 300) -> Step:
    """A photo."""
    return lambda sari: sari.sends_photo(photo((width, 400)))


def answer(sari: Filling) -> Chat:
    """A good answer to whatever is asked."""
    return sari.answers()


ACCEPT = tap("button.berkas_foto")
DOKUMEN = (
    *(send(), send(310), tap("button.lain"), send(), ACCEPT, tap("button.lihat_ijazah"), tap("button.ganti_ijazah")),
    *(send(320), ACCEPT, tap("button.unggah_kk"), send(330), ACCEPT, tap("button.ganti_kk"), tap("button.tetap")),
    tap("button.selanjutnya"),
)
BIODATA = (
    *(say("bogr"), tap("button.cari_lagi"), say("bogor"), tap("button.temuan"), say("/kembali"), tap("button.tetap")),
    *(answer, answer, answer, answer, answer, answer, answer),
    *(tap("button.ubah"), tap("field.email"), say("baru@contoh.id"), tap("button.ubah"), tap("button.selesai_ubah")),
    *(tap("button.ubah"), tap("field.tingkat_pendidikan"), tap("term.tingkat_45"), say("pendidikan")),
    *(tap("button.temuan"), tap("button.selanjutnya"), say("salah"), tap("button.ganti_gambar"), answer),
)
RIWAYAT = (
    *(send(), ACCEPT, tap("button.daftar_riwayat"), tap("button.entri"), tap("button.unggah_bukti"), send(), ACCEPT),
    *(tap("button.tambah"), answer, tap("button.batal"), tap("button.tambah")),
    *(answer, answer, answer, answer, answer, answer, answer, answer, answer, answer, answer),
    *(tap("field.jabatan"), say("Guru Agama"), tap("button.simpan"), send(), ACCEPT, send(), ACCEPT),
    *(tap("button.entri", "Guru Agama"), tap("button.ubah"), tap("field.unit_kerja"), say("SDN Contoh 9")),
    *(tap("button.simpan"), tap("button.entri", "Guru Agama"), tap("button.hapus"), tap("button.ya_hapus")),
    *(tap("button.entri"), tap("button.ubah_pendidikan"), say("pgsd"), tap("button.temuan"), tap("button.simpan")),
    *(tap("button.entri"), tap("button.unggah_sk"), send(340), ACCEPT, tap("button.selanjutnya")),
)
RESUME = (
    *(tap("button.akhiri"), tap("button.centang"), tap("button.lihat_berkas"), tap("button.tercentang")),
    *(tap("button.centang"), tap("button.akhiri"), tap("button.tidak"), tap("button.akhiri"), tap("button.iya")),
)
JOURNEY: tuple[Step, ...] = (*DOKUMEN, *BIODATA, *RIWAYAT, *RESUME)
"""All that can be done on the pages, from the first answer to the end."""


def locked_before(sari: Filling, step: Step, lock: Lock, code: str, sentence: str) -> None:
    """What would come of the next step, had the lock fallen just now; then everything is as if it had not."""
    house = sari.house
    attributes = {name: copy(value) if isinstance(value, list | dict) else value for name, value in vars(sari).items()}
    files, sent = dict(house.files.kept), dict(house.sent.files)
    savepoint = house.session.begin_nested()
    lock(sari)
    before = sari.kept()
    step(sari)
    sari.hears(f"say.{code}").sees(sentence)
    assert sari.kept() == before
    assert house.files.kept == files
    assert not sari.jobs
    savepoint.rollback()
    house.files.kept, house.sent.files = files, sent
    for name, value in attributes.items():
        setattr(sari, name, value)


@pytest.mark.parametrize("code", LOCKS)
def test_a_lock_between_any_two_steps(house: House, code: str) -> None:
    """The next answer is told why, and nothing of the record changes, whatever it was."""
    lock, sentence = LOCKS[code]
    sari = known(house)
    sari.says("/masuk dokumen").hears("ask.ijazah")
    for step in JOURNEY:
        locked_before(sari, step, lock, code, sentence)
        step(sari)
    sari.hears("ask.berakhir")
    assert (sari.record().status, len(sari.entries())) == ("selesai", 1)


@pytest.mark.parametrize("code", LOCKS)
@pytest.mark.parametrize("page", ["dokumen", "biodata", "riwayat", "resume"])
def test_a_locked_page_cannot_be_entered(house: House, code: str, page: str) -> None:
    """Neither by its command nor by the menu's button; what is typed afterwards changes nothing either."""
    lock, sentence = LOCKS[code]
    sari = known(house).has_everything()
    sari.says("/masuk")
    lock(sari)
    before = sari.kept()
    sari.taps_data(f"/masuk {page}").hears(f"say.{code}").sees(sentence).says("Hindu").hears_not("ask.biodata")
    assert sari.kept() == before


@pytest.mark.parametrize("code", LOCKS)
def test_a_file_under_check_when_the_lock_falls(house: House, code: str) -> None:
    """Its result may still be shown; accepting it is not possible, and the record stays."""
    lock, sentence = LOCKS[code]
    sari = known(house)
    sari.says("/masuk dokumen").lets_jobs_wait().sends_photo()
    lock(sari)
    before = sari.kept()
    sari.job_finishes()
    sari.taps("button.berkas_foto").hears(f"say.{code}").sees(sentence)
    assert sari.kept() == before


def test_what_is_opened_again_goes_on_where_it_was(house: House) -> None:
    """Finalisasi taken back by pusat: the question that stood before is asked."""
    sari = known(house)
    sari.says("/masuk biodata").says("bogor").hears("ask.kabupaten")
    house.finalises()
    sari.taps("button.temuan").hears("say.difinalisasi")
    house.reopens()
    sari.says("/masuk lanjut").hears("ask.kabupaten").taps("button.temuan").hears("ask.alamat")


def test_the_deadline_s_own_day_still_counts(house: House) -> None:
    """It ends at midnight, WIB."""
    sari = known(house).has_biodata()
    house.ends_on(date(2022, 9, 1))
    sari.says("/masuk biodata").taps("button.ubah").taps("field.agama").taps("term.agama_hindu").hears("ask.biodata")
    sari.waits(timedelta(hours=13, minutes=59)).opens().says("/masuk biodata").hears("ask.biodata")
    sari.waits(timedelta(minutes=2)).taps("button.ubah").hears("say.tutup")
