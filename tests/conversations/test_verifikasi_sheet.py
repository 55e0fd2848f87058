"""Verification in bulk: the sheet goes out, is filled in, comes back, and each row says what became of it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot import outgoing
from bot.documents import decision_sheet
from bot.documents.decision_sheet import APPROVE, RETURN, Row
from bot.engine.effects import Work
from bot.gateway.send import AttachmentGoneError
from bot.jobs.verification import DecisionSheets
from bot.jobs.verification_sheets import VerificationSheets
from bot.rules.eligibility import Terms
from storage import audit, outbox, records, verification, withdrawal
from storage.models.roster import Worker
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.finished import SECOND_VERIFIER, VERIFIER, crowd, finished, verifier
from tests.house import KNOWN, SARI, House, Silent
from tests.jobs.printed import Opened
from tests.storage.officers import dismisses


class Desk(Chat):
    """A verifier whose sheets are really made and done."""

    def result(self, work: Work) -> dict[str, Any]:
        """What the real worker answers."""
        if work.kind != "decide_sheet":
            return super().result(work)
        house = self.house
        parts = (Opened(house.session), house.vault, house.files, house.words, Terms())
        sheets = DecisionSheets(*parts, house.sent, Silent(), lambda: house.now, lambda: None)
        return asyncio.run(sheets.decide_sheet(self.person, work.args))

    def downloads(self) -> list[Row]:
        """Unduh xlsx: the rows of the sheet."""
        if "button.unduh" not in [button.code for button in self.buttons]:
            self.says("/verifikasi")
        self.taps("button.unduh").hears("say.lembar")
        return decision_sheet.read(self.attached("verifikasi_xlsx", f"{self.house.opens().id}:{self.person}"))

    def uploads(self, *rows: Row) -> "Desk":
        """Unggah keputusan, with these rows."""
        return self.sends_sheet(decision_sheet.write(rows, ()))

    def sends_sheet(self, data: bytes) -> "Desk":
        """Unggah keputusan, with any file."""
        self.says("/verifikasi").taps("button.unggah").hears("ask.lembar").sends_file(data)
        return self

    def attached(self, source: str, ref: str) -> bytes:
        """An attachment as it is sent."""
        house = self.house
        parts = (Opened(house.session), house.vault, house.files, house.words, Terms(), lambda: house.now)
        sheets = VerificationSheets(*parts)
        make = {"verifikasi_xlsx": sheets.waiting, "verifikasi_hasil": sheets.returned}[source]
        return asyncio.run(make(ref))[1]

    def comes_back(self) -> dict[str, str]:
        """What the sheet that came back says, by nomor registrasi; the others' messages are read too."""
        sent = delivered(self.house)
        key = next(one.attachment.ref for one in sent[self.person] if one.attachment)
        data = self.attached("verifikasi_hasil", key)
        [heading, *rows] = grid(data)
        return {row[heading.index("Nomor Registrasi")]: row[heading.index("Hasil")] for row in rows}


def grid(data: bytes) -> list[list[Any]]:
    """The first page of a workbook."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def delivered(house: House) -> dict[int, list[outgoing.Message]]:
    """What jobs have put into the outbox, by person."""
    found: dict[int, list[outgoing.Message]] = {}
    rows = outbox.claim(house.session, "chat", house.now, limit=1000)
    outbox.done(house.session, [row.id for row in rows])
    for row in rows:
        one = outgoing.decode_send(outbox.opened(house.vault, row))
        assert isinstance(one, outgoing.Message)
        found.setdefault(row.person, []).append(one)
    return found


@pytest.fixture
def desk(house: House) -> Desk:
    """Give a verifier."""
    verifier(house)
    return Desk(house, VERIFIER)


def status(*workers: Filling) -> list[str]:
    """Where the records stand."""
    return [one.record().status for one in workers]


def test_a_sheet_goes_out_and_comes_back(house: House, desk: Desk) -> None:
    """Approved, given back, and left blank; the summary in the chat, the sheet behind it, and each worker told."""
    one, two, three = crowd(house, 3)
    rows = desk.downloads()
    assert [row.nama for row in rows] == ["Sari Aab", "Sari Aac", "Sari Aad"]
    filled = (
        replace(rows[0], keputusan=APPROVE),
        replace(rows[1], keputusan=RETURN, alasan="SK tidak sesuai; Halaman kedua terpotong"),
        rows[2],
    )
    desk.uploads(*filled).hears("ask.hasil").sees("Disetujui: 1", "Dikembalikan: 1", "Belum diisi: 1", "diproses: 0")
    assert status(one, two, three) == ["disetujui", "dikembalikan", "selesai"]
    told = delivered(house)
    assert "<b>Data Anda disetujui</b>" in told[one.person][0].html
    assert "• SK tidak sesuai\n• Halaman kedua terpotong" in told[two.person][0].html
    assert three.person not in told
    two.says("/status").sees("perbaiki SK tidak sesuai dan Halaman kedua terpotong")
    desk.taps("button.kartu_berikutnya").hears("ask.putusan").sees("Sari Aad")
    assert house.discarded


def test_a_sheet_decides_besides_the_card_that_is_open(house: House, desk: Desk) -> None:
    """Which stays with its verifier, undecided."""
    one, two, three = crowd(house, 3)
    rows = desk.downloads()
    desk.uploads(*(replace(row, keputusan=APPROVE) for row in rows[1:])).sees("Disetujui: 2", "diproses: 0")
    assert status(one, two, three) == ["selesai", "disetujui", "disetujui"]
    desk.taps("button.kartu_berikutnya").hears("ask.putusan").sees("Sari Aab")


def test_each_row_of_the_returned_sheet_says_what_became_of_it(house: House, desk: Desk) -> None:
    """Also a decision that is none, and a number that is nobody's here."""
    house.opens("RSUD", "Rumah Sakit Contoh")
    other = finished(house, SARI, 71, "RSUD")
    [one] = crowd(house, 1)
    [row] = desk.downloads()
    desk.uploads(
        replace(row, keputusan=APPROVE),
        Row("NA-0000-0000-0", keputusan=APPROVE),
        Row(other.record().nomor_registrasi, keputusan=APPROVE),
        Row("NA-1", keputusan="entah"),
    ).sees("Disetujui: 1", "diproses: 3")
    hasil = desk.comes_back()
    assert hasil == {
        row.nomor: "Disetujui; pekerja sudah diberi tahu.",
        "NA-0000-0000-0": "Nomor registrasi ini tidak ada di antrean instansi Anda.",
        other.record().nomor_registrasi: "Nomor registrasi ini tidak ada di antrean instansi Anda.",
        "NA-1": "Keputusan tidak dikenal. Pilih Setujui atau Kembalikan.",
    }
    assert status(one, other) == ["disetujui", "selesai"]


def test_the_sheet_tells_what_the_cards_tell(house: House, desk: Desk) -> None:
    """What differs and what is amiss, in words; the NIK masked; and that it was looked at is in the trail."""
    sari = Filling(house, house.registers(SARI, **KNOWN)).has_everything()
    records.keep_biodata(house.session, house.vault, sari.account, {"jabatan": "Satpam"}, 71, house.now)
    sari.has_ended()
    [row] = desk.downloads()
    assert row.nik == "3201••••••••0001"
    assert "Jabatan: Guru → Satpam" in row.beda
    assert row.ragu == "Tidak memenuhi aturan: Jabatan alih daya: satpam."
    looks = audit.of_subject(house.session, house.vault, [sari.account], 10, "lihat")
    assert [(one.actor, one.body["what"]) for one in looks] == [(VERIFIER, "lembar")]


def test_a_sheet_that_is_sent_again_does_nothing_twice(house: House, desk: Desk) -> None:
    """What this verifier decided is told as decided; nobody is told again."""
    [one] = crowd(house, 1)
    [row] = desk.downloads()
    filled = replace(row, keputusan=APPROVE)
    desk.uploads(filled).sees("Disetujui: 1")
    delivered(house)
    desk.says("/verifikasi").hears("ask.kosong")
    crowd(house, 1, first=2)
    desk.uploads(filled).sees("Disetujui: 1")
    assert one.person not in delivered(house)


@pytest.mark.parametrize(
    ("alasan", "told"),
    [("", "Alasannya belum ada"), ("x", "terlalu singkat atau terlalu panjang"), ("x" * 501, "terlalu singkat atau")],
)
def test_nothing_is_given_back_without_a_reason(house: House, desk: Desk, alasan: str, told: str) -> None:
    """Nor with one that nobody understands, or that is endless."""
    [one] = crowd(house, 1)
    [row] = desk.downloads()
    desk.uploads(replace(row, keputusan=RETURN, alasan=alasan)).sees("diproses: 1")
    assert told in desk.comes_back()[row.nomor]
    assert status(one) == ["selesai"]


def by_another(one: Filling) -> None:
    """The second verifier holds the card."""
    house = one.house
    verification.claim_this(house.session, house.opens().id, one.worker, SECOND_VERIFIER, house.now)


def decided(one: Filling) -> None:
    """The second verifier has approved it."""
    Desk(one.house, SECOND_VERIFIER).says("/verifikasi").taps("button.setujui").hears("say.sudah_disetujui")


def changed(one: Filling) -> None:
    """The worker ended another record."""
    one.is_decided("mengisi").has_biodata(nama_sekolah="Universitas Lain").has_ended()


def reopened(one: Filling) -> None:
    """The worker may change it."""
    one.is_decided("mengisi")


def finalised(one: Filling) -> None:
    """The instansi has finalised."""
    one.house.finalises()


def withdrew(one: Filling) -> None:
    """The worker took the consent back."""
    withdrawal.withdraw(one.house.session, one.house.vault, one.account, one.person, one.house.now)


def moved(one: Filling) -> None:
    """Another instansi holds the worker."""
    worker = one.house.session.get_one(Worker, one.worker)
    worker.instansi_id = one.house.opens("RSUD", "Rumah Sakit Contoh").id
    one.house.session.flush()


def against_a_rule(one: Filling) -> None:
    """A rule turns out to be broken."""
    one.house.session.get_one(Worker, one.worker).tanggal_lahir = date(1950, 1, 1)
    one.house.session.flush()


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (by_another, "Sedang diperiksa verifikator lain"),
        (decided, "sudah diputuskan"),
        (changed, "Datanya berubah"),
        (reopened, "sedang dibuka kembali"),
        (finalised, "sudah difinalisasi"),
        (withdrew, "tidak ada di antrean"),
        (moved, "tidak ada di antrean"),
        (against_a_rule, "ada aturan yang tidak dipenuhi"),
    ],
)
def test_what_changed_since_the_download(
    house: House, desk: Desk, happens: Callable[[Filling], None], told: str
) -> None:
    """The row is refused with the reason, and nothing of it is written."""
    verifier(house, SECOND_VERIFIER)
    [one] = crowd(house, 1)
    [row] = desk.downloads()
    desk.lets_jobs_wait().uploads(replace(row, keputusan=APPROVE))
    house.waits(verification.LAPSE)
    happens(one)
    house.told.clear()
    desk.job_finishes().sees("Disetujui: 0", "diproses: 1")
    assert told in desk.comes_back()[row.nomor]
    one.was_told()


def test_after_the_deadline_a_sheet_approves_only(house: House, desk: Desk) -> None:
    """As by hand."""
    one, two = crowd(house, 2)
    rows = desk.downloads()
    house.ends_on(date(2022, 8, 31))
    desk.uploads(
        replace(rows[0], keputusan=APPROVE), replace(rows[1], keputusan=RETURN, alasan="SK tidak sesuai")
    ).sees("Disetujui: 1", "diproses: 1")
    assert "Batas waktu sudah lewat" in desk.comes_back()[rows[1].nomor]
    assert status(one, two) == ["disetujui", "selesai"]


def test_a_refused_row_lets_its_card_go(house: House, desk: Desk) -> None:
    """Another verifier may take it at once; the one that is held by hand stays held."""
    verifier(house, SECOND_VERIFIER)
    crowd(house, 2)
    rows = desk.downloads()
    desk.uploads(replace(rows[1], keputusan=RETURN)).sees("diproses: 1")
    Desk(house, SECOND_VERIFIER).says("/verifikasi").sees("Sari Aac")


def test_a_sheet_is_asked_for_as_a_file(house: House, desk: Desk) -> None:
    """Words and other files are refused, each with what to do; one may go back to the card."""
    crowd(house, 1)
    desk.says("/verifikasi").taps("button.unggah").says("sudah").hears("ask.lembar", "error.want_lembar")
    desk.sends_file(b"halo").hears("ask.lembar", "error.lembar_salah")
    desk.taps("button.ke_kartu").hears("ask.putusan")


def test_sheets_that_cannot_be_read(house: House, desk: Desk) -> None:
    """Too big for Telegram, gone from it, or with a password."""
    crowd(house, 1)
    desk.says("/verifikasi").taps("button.unggah").sends_photo(size=30 * 1024 * 1024).hears("error.lembar_salah")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    desk.sends_file(locked).hears("error.lembar_bersandi").lets_jobs_wait().sends_file(b"PK")
    house.sent.files.clear()
    desk.job_finishes().hears("error.file_unavailable")


def test_whoever_is_verifier_no_more_gets_no_sheet_and_does_none(house: House, desk: Desk) -> None:
    """Not even one that was asked for, or sent, before."""
    [one] = crowd(house, 1)
    [row] = desk.downloads()
    desk.says("/verifikasi").taps("button.unggah").lets_jobs_wait()
    desk.sends_file(decision_sheet.write([replace(row, keputusan=APPROVE)], ()))
    dismisses(house.session, VERIFIER)
    desk.job_finishes()
    assert "tidak ada di antrean" in desk.comes_back()[row.nomor]
    assert status(one) == ["selesai"]
    with pytest.raises(AttachmentGoneError):
        desk.attached("verifikasi_xlsx", f"{house.opens().id}:{VERIFIER}")


def test_a_sheet_can_be_sent_while_others_hold_everything(house: House, desk: Desk) -> None:
    """The buttons are there as long as somebody waits."""
    verifier(house, SECOND_VERIFIER).says("/verifikasi").hears("ask.kosong")
    crowd(house, 1)
    Desk(house, SECOND_VERIFIER).says("/verifikasi").hears("ask.putusan")
    desk.says("/verifikasi").hears("ask.kosong").has_buttons("button.unduh", "button.unggah")
    [row] = desk.downloads()
    house.waits(timedelta(minutes=15))
    desk.uploads(replace(row, keputusan=APPROVE)).sees("Disetujui: 1")
