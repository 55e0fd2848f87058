"""Somebody who does anything at any moment, and what must hold whatever they do."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, Self

from bot.conversations.account.answers import masked_phone
from bot.conversations.account.names import NAME, PICTURES
from bot.engine.effects import Params, Say, Work
from bot.engine.flow import Challenge
from bot.engine.inputs import Done, Input
from bot.engine.screen import position
from bot.engine.state import State, files_of
from bot.rules.nik import masked
from storage.models.accounts import Account
from storage.models.roster import Instansi, Worker
from tests.chat import Chat
from tests.house import House, Who

_LONGEST_WAY = 150
_AHEAD = {
    "ask.persetujuan": "button.setuju",
    "ask.lanjutkan": "button.lanjutkan",
    "ask.perbaiki": "button.selesai_periksa",
    "ask.periksa": "button.proses",
    "ask.yakin": "button.ya",
}
_AGAIN = {"ask.diusulkan", "ask.dipantau", "ask.jeda", "ask.difinalisasi", "ask.tutup", "ask.berubah"}


class Walker(Chat):
    """A chat whose every turn is checked; jobs wait until somebody lets them finish."""

    def __init__(self, house: House, person: int, who: Who) -> None:
        super().__init__(house, person)
        self.who = who
        self.patient = True
        self.typed = {field.name for field in fields(who)} | {*PICTURES}
        self.reviewed: Params = {}
        self.made = 0
        self.old: list[str] = ["", "account.1.ya", "/daftar", "group.1.pribadi"]

    # -- cheap jobs ------------------------------------------------------------------------------------------------

    def result(self, work: Work) -> dict[str, Any]:
        """A good result, without the work."""
        if work.kind == "hash_secret":
            return {"value": f"$argon2id${work.args['text'][::-1]}"}
        return {"value": self.picture()}

    def picture(self, *warnings: str) -> dict[str, Any]:
        """A stored picture."""
        size = 1000 + len(self.house.files.kept)
        return {"file": self.house.files.put(b"x"), "size": size, "width": 300, "height": 400, "warnings": [*warnings]}

    # -- what holds in every turn ----------------------------------------------------------------------------------

    def _turn(self, given: Input) -> Self:
        before = self.states()
        jobs = len(self.jobs)
        super()._turn(given)
        after = self.states()
        if "ask.selesai" in self.codes:
            self._is_what_was_reviewed(self.house.accounts()[-1])
            self.made += 1
        self._revision_rises(before.get(NAME), after.get(NAME))
        if not isinstance(given, Done) and len(self.jobs) == jobs:
            self._refused_means_unchanged(before.get(NAME), after.get(NAME))
        self.old += [shown.data for shown in self.buttons]
        del self.old[:-40]
        return self

    def _read(self, conversation: str, say: Say) -> None:
        super()._read(conversation, say)
        if say.text == "ask.periksa":
            self.reviewed = say.params

    def _is_what_was_reviewed(self, account: Account) -> None:
        """An account has the data of the last review screen, and the files of those sizes."""
        session, told = self.house.session, self.reviewed
        worker = session.get_one(Worker, account.worker_id)
        assert account.telegram_id == self.person
        assert (account.nama, account.tempat_lahir) == (told["nama"], told["tempat_lahir"])
        assert masked(self.house.vault.open("worker", "nik", worker.id, worker.nik)) == told["nik"]
        assert masked(self.house.opened(account, "kk")) == told["kk"]
        assert masked_phone(self.house.opened(account, "ponsel")) == told["ponsel"]
        assert self.house.opened(account, "email") == told["email"]
        instansi = session.get_one(Instansi, worker.instansi_id)
        assert instansi.nama == told["instansi"]
        assert instansi.finalised_at is None
        assert worker.status == "berakun"
        sizes = {row.kind: row.size for row in self.house.account_files(account)}
        assert sizes == {kind: told[kind] for kind in PICTURES}

    def _revision_rises(self, before: State | None, after: State | None) -> None:
        if before is None or after is None or before == after or "ask.tidak_setuju" in self.codes:
            return
        unmarked = [replace(state, aside={**state.aside, "album": ""}) for state in (before, after)]
        assert after.revision > before.revision or unmarked[0] == unmarked[1]

    def _refused_means_unchanged(self, before: State | None, after: State | None) -> None:
        """What does not fit changes nothing, but for the album's marker, and for a captcha whose time is over."""
        refused = [code for code in self.codes if code.startswith(("error.", "toast.")) and "captcha" not in code]
        if not refused or before is None:
            return
        assert after is not None
        assert (before.answers, before.at) == (after.answers, after.at)
        if not isinstance(position(self.house.flows[NAME], after), Challenge):
            assert {**before.aside, "album": ""} == {**after.aside, "album": ""}

    # -- what holds at rest ----------------------------------------------------------------------------------------

    def named_files(self) -> set[str]:
        """The files that this person's drafts name."""
        return {file for state in self.states().values() for file in files_of(state)}

    def arrives(self) -> None:
        """With good will and their own data, whoever stands anywhere comes to an account, or hears of one."""
        self.patient = False
        while self.jobs:
            self.job_finishes()
        self.says("/daftar")
        for number in range(_LONGEST_WAY):
            assert self.screen is not None
            if self.screen.text in {"ask.selesai", "say.menu_account"}:
                return
            if self.screen.text == "ask.punya_akun" and self._typed_own_nik():
                return
            before = self.states().get(NAME)
            self._goes_ahead(self.screen.text, number)
            assert self.states().get(NAME) != before, f"{self.screen.text} leads nowhere"
        raise AssertionError(f"never arrived; at last: {self.codes}")

    def _typed_own_nik(self) -> bool:
        return bool(self.states()[NAME].answers.get("nik") == self.who.nik)

    def _goes_ahead(self, code: str, number: int) -> None:
        mending = [shown for shown in self.buttons if shown.code.startswith("button.perbaiki_")]
        if code in _AHEAD:
            self.taps(_AHEAD[code])
        elif code.startswith("offer."):
            self.sends_photo(b"x")
        elif code in _AGAIN or (code == "ask.belum_terdaftar" and number % 2):
            self.waits(timedelta(hours=2)).taps("button.cek_lagi")
        elif mending:
            self.taps_data(mending[number % len(mending)].data)
        else:
            self.answers(self.who)
