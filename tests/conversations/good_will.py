"""Somebody of good will: from wherever they stand they answer well, until they hold their Kartu Pendataan."""

from datetime import timedelta
from typing import Final

from storage import accounts
from tests.conversations.walker import Walker

_LONGEST_WAY: Final = 200
_ARRIVED: Final = frozenset({"ask.berakhir", "say.card_pendataan", "say.ditarik"})
"""Whoever took back the consent after finalisasi has arrived as well: nothing more shall be done with their data."""
_AHEAD: Final = {
    "ask.persetujuan": "button.setuju",
    "ask.lanjutkan": "button.lanjutkan",
    "ask.perbaiki": "button.selesai_periksa",
    "ask.periksa": "button.proses",
    "ask.ubah": "button.selesai_ubah",
    "ask.dokumen": "button.selanjutnya",
    "ask.biodata": "button.selanjutnya",
    "ask.simpan": "button.simpan",
    "ask.tindakan": "button.kembali",
    "ask.yakin_hapus": "button.batal",
    "ask.resume": "button.centang",
    "ask.akhiri": "button.akhiri",
}
_AGAIN: Final = {"ask.diusulkan", "ask.dipantau", "ask.jeda", "ask.difinalisasi", "ask.tutup", "ask.berubah"}
_TO_THE_RECORD: Final = {"ask.selesai", "ask.punya_akun", "ask.tidak_setuju", "ask.final", "ask.diminta", "ask.peserta"}
_IDENTITY: Final = {"ask.kk", "ask.nama", "ask.tempat_lahir", "ask.tanggal_lahir"}
"""What need not go with a NIK that is another's."""
_STUDIED: Final = ("pgsd", "sekolah", "ilmu", "pendidikan", "paket", "kedokteran", "umum", "dokter")


class GoodWill:
    """One person's way to the card."""

    def __init__(self, person: Walker) -> None:
        self._person = person
        self._way: list[str] = []

    def arrives(self) -> None:
        """With good will and their own data, whoever stands anywhere comes to their Kartu Pendataan."""
        person = self._person
        person.patient = False
        while person.jobs:
            person.job_finishes()
        self._turns_to_the_record()
        for number in range(_LONGEST_WAY):
            if _ARRIVED & set(person.codes):
                return
            assert person.screen is not None
            self._way.append(f"{person.place}.{person.screen.text}")
            self._goes_ahead(person.screen.text, number)
        raise AssertionError(f"never arrived: {self._way[-12:]}; at last: {person.codes}")

    def _turns_to_the_record(self) -> None:
        person = self._person
        person.says("/kartu pendataan")
        if "say.card_pendataan" not in person.codes:
            person.says("/masuk lanjut" if self._can_log_in() else "/daftar")

    def _can_log_in(self) -> bool:
        person = self._person
        session, vault = person.house.session, person.house.vault
        own = accounts.of_person(session, person.person)
        return own is not None or accounts.credentials(session, vault, person.who.nik) is not None

    def _goes_ahead(self, code: str, number: int) -> None:
        person = self._person
        here = [shown.code for shown in person.buttons]
        mending = [shown for shown in person.buttons if shown.code.startswith("button.perbaiki_")]
        if code in _AHEAD and _AHEAD[code] in here:
            person.taps(_AHEAD[code])
        elif code.startswith("offer."):
            person.taps_data(person.buttons[0].data)
        elif code.startswith("say.") or code in _TO_THE_RECORD:
            self._turns_to_the_record()
        elif code in _AGAIN or (code == "ask.belum_terdaftar" and number % 2):
            person.waits(timedelta(hours=2)).taps(
                "button.cek_lagi" if "button.cek_lagi" in here else "button.coba_lagi"
            )
        elif mending:
            person.taps_data(mending[number % len(mending)].data)
        elif (
            person.place == "account"
            and code in _IDENTITY
            and person.states()["account"].answers.get("nik") != person.who.nik
        ):
            person.says("/kembali")
        elif person.place == "login":
            self._logs_in(code)
        elif code == "ask.cari_pendidikan":
            person.says(_STUDIED[number // 2 % len(_STUDIED)])
        elif code in {"ask.riwayat", "ask.kurang"}:
            person.taps_data(person.buttons[0].data)
        else:
            person.answers(person.who)

    def _logs_in(self, code: str) -> None:
        """The password of the account whose NIK stands there; another NIK where there is none."""
        person = self._person
        if "error.login_paused" in person.codes:
            person.waits(timedelta(hours=2))
        answers = person.states()["login"].answers
        nik = answers.get("nik") or answers.get("siapa", {}).get("nik")
        found = accounts.credentials(person.house.session, person.house.vault, nik) if nik else None
        if code == "ask.nik":
            person.says(person.who.nik)
        elif found is None:
            person.taps("button.nik_lain")
        else:
            person.says(found.password_hash.removeprefix("$argon2id$")[::-1])
