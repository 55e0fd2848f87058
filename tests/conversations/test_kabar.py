"""What each person is told in a reminder, an announcement and at the end: the truth at that moment, and what to do."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, update

from bot.conversations.kabar.telling import Telling
from bot.rules.reminders import occasion
from storage import audiences, broadcasts, decisions
from storage.audiences import Recipient
from storage.ids import new_id
from storage.models.accounts import Account
from storage.models.roster import Worker
from tests.chat import Chat
from tests.conversations.filled import Filling, known
from tests.conversations.finished import finished, works
from tests.house import DINAS_NAME, KNOWN, SARI, House

END = date(2022, 9, 8)
"""A week after the house's morning."""


class Heard:
    """What a broadcast tells one person now."""

    def __init__(self, house: House, kind: str, recipient: Recipient, words: str | None = None) -> None:
        about = f"{occasion(house.opens().id, house.opens().deadline or END, 7)}:{new_id()}"
        number = broadcasts.start(
            house.session, house.vault, kind, about, house.opens().id, words, broadcasts.SYSTEM, house.now
        )
        (broadcast,) = (one for one in broadcasts.running(house.session) if one.id == number)
        self._house, self._broadcast, self._recipient = house, broadcast, recipient

    def now(self) -> str:
        """The words, or nothing; with the data of the buttons at the end."""
        told = Telling(self._house.vault, self._house.flows)(
            self._house.session, self._broadcast, self._recipient, self._house.now
        )
        if told is None:
            return ""
        message = self._house.words.message(*told)
        return message.html + " ".join(key.data for row in message.rows for key in row)


def worker_hears(chat: Filling, kind: str = "ingat", words: str | None = None) -> Heard:
    chat.house.ends_on(END)
    return Heard(chat.house, kind, Recipient(chat.worker, chat.person), words)


def changes(chat: Filling, **columns: Any) -> None:  # noqa: ANN401 - columns of Worker
    chat.house.session.exec(update(Worker).where(col(Worker.id) == chat.worker).values(**columns))
    chat.house.session.expire_all()


# -- reminders to workers ----------------------------------------------------------------------------------------------


def test_a_worker_hears_the_step_that_is_missing(house: House) -> None:
    """What each page lacks, how long there is, and a button to the first of them."""
    said = worker_hears(known(house)).now()
    assert "ditutup 7 hari lagi" in said
    assert f"{DINAS_NAME} menerima data sampai 8 September 2022 pukul 24.00 WIB" in said
    assert "Dokumen: 1 berkas" in said
    assert "Biodata: " in said
    assert "Riwayat Pekerjaan: 2 berkas" in said
    assert said.endswith("/masuk dokumen")


def test_what_was_done_is_not_asked_for(house: House) -> None:
    """Only the rest; and where nothing is missing, that it must still be ended."""
    chat = known(house)
    chat.has_paper("ijazah")
    chat.has_biodata()
    said = worker_hears(chat).now()
    assert "Dokumen" not in said
    assert "Riwayat Pekerjaan: 2 berkas" in said
    chat.has_papers()
    said = worker_hears(chat).now()
    assert "belum diakhiri" in said


def test_the_button_of_a_reminder_leads_to_that_page(house: House) -> None:
    """Of whoever has their account open."""
    chat = known(house)
    command = worker_hears(chat).now().rpartition("/masuk")[2]
    chat.says(f"/masuk{command}").hears("ask.ijazah")


def test_who_was_given_back_hears_what_to_mend(house: House) -> None:
    """The verifier's reasons with their buttons, until the record is ended again."""
    chat = finished(house)
    changes(chat, status="dikembalikan")
    made = decisions.Made(
        chat.worker, house.opens().id, 511, "dikembalikan", ("sk", "lainnya"), "SK tahun 2018 terpotong.", house.now
    )
    decisions.keep(house.session, house.vault, made)
    heard = worker_hears(chat)
    assert "ditutup 7 hari lagi" in heard.now()
    assert "SK tahun 2018 terpotong." in heard.now()
    assert "/masuk riwayat" in heard.now()
    changes(chat, status="mengisi")
    assert "SK tahun 2018 terpotong." in heard.now()


@pytest.mark.parametrize("status", ["selesai", "disetujui"])
def test_who_has_ended_hears_nothing(house: House, status: str) -> None:
    """However it began."""
    chat = known(house)
    heard = worker_hears(chat)
    changes(chat, status=status)
    assert heard.now() == ""


def test_a_reminder_is_moot_when_it_is_no_longer_true(house: House) -> None:
    """The deadline moved, or passed; the instansi is final; the account is gone, or the worker went elsewhere."""
    chat = known(house)
    heard = worker_hears(chat)
    house.ends_on(END + timedelta(days=1))
    assert heard.now() == ""
    house.ends_on(END)
    assert heard.now()
    house.finalises()
    assert heard.now() == ""
    house.reopens()
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    changes(chat, instansi_id=house.opens("DINKES").id)
    assert heard.now() == ""
    changes(chat, instansi_id=house.opens().id)
    house.waits(timedelta(days=7))
    assert "Hari ini hari terakhir" in heard.now()
    house.waits(timedelta(days=1))
    assert heard.now() == ""
    house.waits(timedelta(days=-8))
    house.session.exec(update(Account).values(withdrawn_at=house.now))
    assert heard.now() == ""


# -- to staff ----------------------------------------------------------------------------------------------------------


def test_an_admin_hears_how_many_are_where(house: House) -> None:
    """Of each status, and the button to the desk of that instansi."""
    finished(house)
    works(house, "admin", 9)
    house.ends_on(END)
    said = Heard(house, audiences.STAFF, Recipient(9, 9)).now()
    assert "menunggu verifikasi: 1" in said
    assert "sedang mengisi: 0" in said
    assert said.endswith("/instansi DISDIK")


def test_a_verifier_hears_how_many_wait(house: House) -> None:
    """Nothing where nobody waits, or where they are verifier no more, or where the deadline has moved."""
    chat = finished(house)
    works(house, "verifier", 10)
    house.ends_on(END)
    heard = Heard(house, audiences.STAFF, Recipient(10, 10))
    assert "<b>1</b> pekerja menunggu verifikasi" in heard.now()
    changes(chat, status="disetujui")
    assert heard.now() == ""
    assert Heard(house, audiences.STAFF, Recipient(12, 12)).now() == ""
    house.ends_on(END + timedelta(days=3))
    assert heard.now() == ""


# -- to whoever has begun an account -----------------------------------------------------------------------------------


def draft_hears(house: House, chat: Chat, ends: date = END) -> Heard:
    ending = json.dumps({str(house.opens().id): ends.isoformat()})
    return Heard(house, audiences.DRAFTS, Recipient(chat.person, chat.person), ending)


def test_who_stands_half_way_hears_at_which_step(house: House) -> None:
    """As soon as their instansi is known; the button leads back."""
    house.registers(SARI)
    house.ends_on(END)
    chat = Chat(house).goes_to("ask.pasfoto")
    said = draft_hears(house, chat).now()
    assert "ditutup 7 hari lagi" in said
    assert "Lengkapi Data, " in said
    assert said.endswith("/daftar")
    chat.says("/daftar").hears("ask.pasfoto")


def test_a_step_that_stands_alone_is_named_as_well(house: House) -> None:
    """The end of the way, of which there is no row."""
    house.registers(SARI)
    house.ends_on(END)
    assert "Pengecekan Ulang Data" in draft_hears(house, Chat(house).goes_to("ask.periksa")).now()


def test_whose_instansi_is_unknown_or_another_hears_nothing(house: House) -> None:
    """Before the identity was compared; where it ends at another time; where nothing was begun."""
    house.registers(SARI)
    house.ends_on(END)
    chat = Chat(house).goes_to("ask.nama")
    assert draft_hears(house, chat).now() == ""
    chat.goes_to("ask.pasfoto")
    assert draft_hears(house, chat, END + timedelta(days=1)).now() == ""
    assert draft_hears(house, Chat(house, 99)).now() == ""
    house.finalises()
    assert draft_hears(house, chat).now() == ""


def test_who_made_the_account_meanwhile_is_no_longer_half_way(house: House) -> None:
    """The draft is gone, or the account was made from elsewhere; a deadline that was lifted reminds of nothing."""
    worker = house.registers(SARI, **KNOWN)
    house.ends_on(END)
    chat = Chat(house).goes_to("ask.pasfoto")
    heard = draft_hears(house, chat)
    house.opens().deadline = None
    house.session.flush()
    assert heard.now() == ""
    house.ends_on(END)
    Filling(house, worker, SARI, 72)
    assert heard.now() == ""


# -- an instansi's message, and the end --------------------------------------------------------------------------------


def test_an_instansi_speaks_in_its_own_name(house: House) -> None:
    """Its words as they are, and that they are its own."""
    said = worker_hears(known(house), "semua", "Nilai < 5 & rapat").now()
    assert f"Pengumuman dari {DINAS_NAME}" in said
    assert "Nilai &lt; 5 &amp; rapat" in said
    assert "ditulis admin instansi Anda" in said


def test_who_is_approved_hears_that_they_are_included(house: House) -> None:
    """And that nothing is left to do."""
    chat = finished(house)
    changes(chat, status="disetujui")
    house.finalises()
    said = worker_hears(chat, "final").now()
    assert "termasuk</b> dalam daftar" in said
    assert "tidak termasuk" not in said
    assert "/kartu pendataan" in said


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("berakun", "belum diisi"),
        ("mengisi", "belum diakhiri"),
        ("selesai", "belum disetujui"),
        ("dikembalikan", "belum diperbaiki"),
    ],
)
def test_who_is_left_out_hears_why_and_whom_to_ask(house: House, status: str, why: str) -> None:
    """By where the record stood."""
    chat = known(house)
    changes(chat, status=status)
    house.finalises()
    said = worker_hears(chat, "final").now()
    assert "tidak termasuk" in said
    assert why in said
    assert f"tanyakan kepada admin {DINAS_NAME}" in said


def test_where_pusat_opened_again_nobody_hears_of_an_end(house: House) -> None:
    """It is no longer true."""
    chat = known(house)
    heard = worker_hears(chat, "final")
    assert heard.now() == ""
