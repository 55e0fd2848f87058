"""Somebody who does anything at any moment, and what must hold whatever they do."""

from dataclasses import replace
from typing import Any, Final, Self

import msgspec

from bot.conversations.account.answers import masked_phone
from bot.conversations.account.names import PICTURES
from bot.conversations.context import Context
from bot.conversations.resume.sections import captions, sections
from bot.conversations.visit import Visit
from bot.engine.effects import Params, Say, Term, View, Work
from bot.engine.flow import Challenge, Flow
from bot.engine.inputs import Done, Input
from bot.engine.screen import position
from bot.engine.state import State, files_of, from_json, to_json
from bot.rules.nik import masked
from bot.rules.seal import CARD_KEY, seal
from storage import accounts, cards, records, sessions
from storage.conversations import Draft
from storage.models.accounts import Account
from storage.models.roster import Instansi, Worker
from tests.chat import Chat
from tests.conversations.records_watch import RecordsWatch
from tests.house import House, Who

_SECTIONS: Final = ("say.identitas", "say.biodata", "say.riwayat")
_GATHERED: Final = ("album", "told", "files", "of_album")
"""What lies aside of an album; it may come while the screen stays as it is."""
_REFUSING: Final = ("riwayat", "resume")
"""Whose gates refuse: then the last answer is asked for again."""


_BEGUN_ANEW = {"bantuan", "balas", "reset", "syarat"}
"""Conversations that a command begins anew, and in one of which words are another search wherever they come."""


class Walker(Chat):
    """A chat whose every turn is checked; jobs wait until somebody lets them finish."""

    def __init__(self, house: House, person: int, who: Who, watch: RecordsWatch) -> None:
        super().__init__(house, person)
        self.who = who
        self.watch = watch
        self.others: list[Walker] = []
        self.patient = True
        self.results = 0
        self.reviewed: Params = {}
        self.resumed: dict[str, Params] = {}
        self.resumed_files: tuple[tuple[str, str], ...] = ()
        self.card = "x"
        self.old: list[str] = ["", "account.1.ya", "/daftar", "group.1.pribadi"]

    def is_where(self, other: "Walker") -> None:
        """Stand where somebody else stands, with what they saw."""
        for name in ("screen", "place", "reviewed", "resumed_files", "card", "_messages"):
            setattr(self, name, getattr(other, name))
        self.buttons, self.old, self.resumed = [*other.buttons], [*other.old], {**other.resumed}
        self._drafts = {**other.states()}

    # -- cheap jobs ------------------------------------------------------------------------------------------------

    def result(self, work: Work) -> dict[str, Any]:  # noqa: PLR0911 - one line for each kind of job
        """A good result, without the work."""
        session, vault = self.house.session, self.house.vault
        match work.kind:
            case "hash_secret":
                return {"value": hashed(work.args["text"])}
            case "check_password":
                found = accounts.credentials(session, vault, work.args["nik"])
                right = found is not None and found.password_hash == hashed(work.args["text"])
                if found is None or not right:
                    return {"value": {"account": 0, "of": ""}}
                return {"value": {"account": found.account_id, "of": accounts.hash_mark(vault, found.password_hash)}}
            case "check_answer":
                kept = accounts.jawaban_hash(session, work.args["account"])
                return {"value": {"right": kept == hashed(work.args["text"])}}
            case "read_card":
                return {"value": {"code": self.card}}
            case "check_paper":
                return self.paper(len(work.args["sources"]))
            case _:
                return {"value": self.picture()}

    def picture(self, *warnings: str) -> dict[str, Any]:
        """A stored picture."""
        size = 1000 + len(self.house.files.kept)
        return {"file": self.house.files.put(b"x"), "size": size, "width": 300, "height": 400, "warnings": [*warnings]}

    def paper(self, sent: int) -> dict[str, Any]:
        """A stored paper, offered."""
        size = 100_000 + len(self.house.files.kept)
        value = {"file": self.house.files.put(b"x"), "size": size, "pages": sent, "form": "pdf" if sent > 1 else "jpeg"}
        params = {"size": size, "pages": sent} if sent > 1 else {"size": size}
        return {"offer": "berkas_gabungan" if sent > 1 else "berkas_foto", "params": params, "value": value}

    # -- what holds in every turn ----------------------------------------------------------------------------------

    def _turn(self, given: Input) -> Self:
        before, jobs, results = self.states(), len(self.jobs), self.results
        self.results += isinstance(given, Done)
        super()._turn(given)
        after = self.states()
        if "ask.selesai" in self.codes and self.place == "account":
            self._is_what_was_reviewed(self.house.accounts()[-1])
        self.watch.sees_a_turn(self._ended())
        self.old += [shown.data for shown in self.buttons]
        del self.old[:-40]
        if ("login" in before and "login" not in after) or "say.keluar" in self.codes:
            self.recalls()
            for other in self.others:
                other.recalls()
            return self
        for name in before.keys() & after.keys() - _BEGUN_ANEW:
            self._revision_rises(before[name], after[name])
            if (len(self.jobs), self.results) == (jobs, results):
                self._refused_means_unchanged(name, before[name], after[name])
        return self

    def _keep(self, visit: Visit, lay: list[Draft]) -> None:
        super()._keep(visit, lay)
        packed = {name: msgspec.json.encode(to_json(visit.flows[name], kept)) for name, kept in self._drafts.items()}
        self._drafts = {name: _unpacked(visit.flows[name], body) for name, body in packed.items()}

    def _read(self, conversation: str, say: Say) -> None:
        super()._read(conversation, say)
        if say.text == "ask.periksa":
            self.reviewed = say.params
        if conversation == "resume" and say.text in _SECTIONS:
            self.resumed[say.text] = say.params
        if conversation == "resume" and say.screen:
            views = [button.files for button in say.buttons if isinstance(button, View)]
            self.resumed_files = views[0] if views else self.resumed_files
        if say.media and say.media.source in {"card", "pendataan"}:
            self._card_is_printed("akun" if say.media.source == "card" else "pendataan", int(say.media.ref))

    def _card_is_printed(self, kind: str, account: int) -> None:
        house = self.house
        number = cards.issue(house.session, house.vault, account, kind, str(house.now), house.now)
        self.card = seal(house.vault.derive(CARD_KEY), number)

    def _ended(self) -> int | None:
        """The account whose end was told in this turn: it holds what was shown last, data and files."""
        if "ask.berakhir" not in self.codes:
            return None
        opened = sessions.of_person(self.house.session, self.person, self.house.now)
        assert opened is not None
        context = Context(self.house.session, self.house.vault, self.person, self.house.now)
        told = {say.text: say.params for _, say in sections(context, opened.account_id) if isinstance(say, Say)}
        assert told == self.resumed, "the record is not what was shown"
        assert tuple(captions(context, opened.account_id)) == self.resumed_files
        assert records.load(context.session, context.vault, opened.account_id).status == "selesai"
        return opened.account_id

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
        named = told["instansi"]
        assert isinstance(named, Term)
        assert instansi.nama == named.params["instansi"]
        assert instansi.finalised_at is None
        assert worker.status == "berakun"
        sizes = {row.kind: row.size for row in self.house.account_files(account)}
        assert sizes == {kind: told[kind] for kind in PICTURES}

    def _revision_rises(self, before: State, after: State) -> None:
        if before == after or "ask.tidak_setuju" in self.codes or _account(before) != _account(after):
            return
        assert after.revision > before.revision or _without_album(before) == _without_album(after)

    def _refused_means_unchanged(self, name: str, before: State, after: State) -> None:
        """What does not fit changes nothing, but for the album's marker, and for a captcha whose time is over."""
        refused = [code for code in self.codes if code.startswith(("error.", "toast.")) and "captcha" not in code]
        if not refused:
            return
        assert before.answers == after.answers
        if name in _REFUSING:
            return
        assert before.at == after.at
        if not isinstance(position(self.house.flows[name], after), Challenge):
            assert _without_album(before).aside == _without_album(after).aside

    # -- what holds at rest ----------------------------------------------------------------------------------------

    def named_files(self) -> list[str]:
        """The files that this person's drafts name, each as often as it is named."""
        return [file for state in self.states().values() for file in files_of(state)]

    def recalls(self) -> None:
        """Take up the drafts as they are stored: somebody may have opened the account elsewhere."""
        self._drafts = {one.flow: _unpacked(self.house.flows[one.flow], one.body) for one in self._recall()}


def hashed(text: str) -> str:
    """What stands for a hash: whoever has forgotten what was typed reads it backwards."""
    return f"$argon2id${text[::-1]}"


def _unpacked(flow: Flow, body: bytes) -> State:
    state = from_json(flow, msgspec.json.decode(body))
    assert state is not None
    return state


def _account(state: State) -> int | None:
    account: int | None = state.answers.get("isian", {}).get("account")
    return account


def _without_album(state: State) -> State:
    return replace(state, aside={key: value for key, value in state.aside.items() if key not in _GATHERED})
