"""`/pembukaan`: Minta dibuka kembali, from the worker's wish to the open record, or to why not."""

from datetime import timedelta

import pytest

from storage import cards, decisions
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.finished import finished, somebody
from tests.conversations.office import ADMIN, DINKES, OPERATOR, OTHER_ADMIN, VERIFIER, recorded, works
from tests.house import BUDI, House

WHY = "SK tahun 2019 belum saya unggah."


def wishes(house: House, number: int = 1) -> Filling:
    """Somebody who has ended their record wants to mend it."""
    chat = finished(house, somebody(number), 7100 + number)
    chat.says("/masuk").hears("ask.final").taps("button.minta_buka").says(WHY).hears("ask.diminta")
    return chat


def test_a_record_is_opened_again(house: House) -> None:
    """The worker is told with a button to the pages, the printed card counts no more, the decision has an author."""
    worker = wishes(house)
    card = cards.issue(house.session, house.vault, worker.account, "pendataan", "x", house.now)
    chat = (
        works(house, "verifier", person=VERIFIER).says("/instansi").taps("button.pembukaan", "1").hears("ask.keputusan")
    )
    chat.sees("B-000001", "SARI AAB", WHY, "menunggu pemeriksaan", "3201••••••••1001", "Diakhiri")
    chat.taps("button.buka").hears("ask.beres").sees("Data dibuka kembali").taps("button.lagi").hears("ask.kosong")
    worker.was_told("say.dibuka").sees("Dinas Pendidikan", "Kartu Pendataan yang lama tidak berlaku")
    assert worker.record().status == "dikembalikan"
    assert worker.record().finished_at is None
    assert cards.judge(house.session, card).verdict == "revoked"
    made = decisions.of_worker(house.session, house.vault, worker.worker, house.now)
    assert [(one.verdict, one.by) for one in made] == [("dibuka", VERIFIER)]
    assert recorded(house, worker.account)[-1] == "buka.dibuka"
    worker.says("/status").sees("B-000001: data sudah dibuka kembali", "verifikator instansi membuka kembali data Anda")
    worker.says("/masuk").hears("say.menu").says("/kartu pendataan").hears("say.no_card_yet")


def test_a_refusal_is_told_with_its_words(house: House) -> None:
    """The record stays as it is, and the worker may ask again."""
    worker = wishes(house)
    chat = works(house, "admin").says("/pembukaan").taps("button.tolak").taps("button.tidak_jadi").taps("button.tolak")
    chat.says("tidak").hears("error.text_too_short").says("SK itu sudah kami terima lengkap.").sees(
        "Permintaan ditolak"
    )
    worker.was_told("say.ditolak").sees("SK itu sudah kami terima lengkap.")
    assert worker.record().status == "selesai"
    worker.says("/status").sees("B-000001: ditolak", "menolak membuka kembali data Anda")
    worker.says("/masuk").taps("button.minta_buka").says(WHY).hears("ask.diminta")
    chat.says("/pembukaan").sees("B-000002").taps("button.kartu_pekerja").hears("ask.kartu")


def test_the_oldest_comes_first_and_one_may_be_passed_over(house: House) -> None:
    """Another instansi's wishes are not among them."""
    wishes(house)
    wishes(house, 2)
    chat = works(house, "admin").says("/pembukaan").sees("B-000001").taps("button.lewati").sees("B-000002")
    chat.taps("button.lewati").hears("ask.kosong")
    works(house, "admin", DINKES, OTHER_ADMIN).says("/pembukaan").hears("ask.kosong")


def test_two_who_decide_the_same(house: House) -> None:
    """The second one is told, whichever way the first one decided."""
    worker = wishes(house)
    first = works(house, "admin", person=ADMIN).says("/pembukaan")
    second = works(house, "verifier", person=VERIFIER).says("/pembukaan")
    third = works(house, "admin", person=OPERATOR).says("/pembukaan").taps("button.tolak")
    first.taps("button.buka").sees("Data dibuka kembali")
    second.taps("button.buka").sees("sudah diputuskan oleh petugas lain")
    third.says("SK itu sudah kami terima lengkap.").sees("sudah diputuskan oleh petugas lain")
    worker.was_told("say.dibuka")


@pytest.mark.parametrize(
    ("lock", "why"), [("difinalisasi", "difinalisasi"), ("tutup", "Batas waktu"), ("ditarik", "menarik persetujuannya")]
)
def test_what_is_locked_is_not_opened(house: House, lock: str, why: str) -> None:
    """Neither after finalisasi nor after the deadline; who could is said, and the wish waits still."""
    worker = wishes(house)
    chat = works(house, "admin").says("/pembukaan")
    match lock:
        case "tutup":
            house.ends_on(house.now.date() - timedelta(days=1))
        case "ditarik":
            house.finalises()
            worker.says("/privasi tarik-ya")
            house.reopens()
        case _:
            house.finalises()
    chat.taps("button.buka").hears("ask.beres").sees(why)
    assert worker.record().status == "selesai"
    assert worker.was_told() is worker


def test_a_record_that_is_open_already_needs_no_opening(house: House) -> None:
    """A verifier gave it back meanwhile; the wish may be answered in words."""
    worker = wishes(house)
    chat = works(house, "admin").says("/pembukaan")
    worker.is_decided("dikembalikan")
    chat.taps("button.buka").sees("sudah terbuka").taps("button.lagi").sees("dikembalikan untuk diperbaiki")
    chat.taps("button.tolak").says("Sudah dikembalikan, silakan perbaiki.").sees("Permintaan ditolak")


def test_other_roles_decide_nothing(house: House) -> None:
    """An operator and a stranger hear the same; a desk that is closed decides nothing."""
    wishes(house)
    works(house, "operator").says("/pembukaan").hears("say.bukan_tugas")
    Chat(house, 99).says("/pembukaan").hears("say.bukan_tugas")
    chat = works(house, "admin", person=ADMIN).says("/pembukaan")
    house.waits(timedelta(minutes=16))
    chat.taps("button.buka").hears("say.meja_ditutup").taps("button.buka_meja").hears("ask.keputusan")


def test_a_worker_who_has_moved_is_nobody_to_decide_on(house: House) -> None:
    """The wish went with the record."""
    worker = wishes(house)
    chat = works(house, "admin").says("/pembukaan")
    from storage.models.roster import Worker  # noqa: PLC0415 - beside its only use

    house.session.get_one(Worker, worker.worker).instansi_id = house.opens(DINKES, "Dinas Kesehatan Contoh").id
    house.session.flush()
    chat.taps("button.buka").sees("tidak ada di antrean")
    assert BUDI.nik not in "".join(chat.words)
