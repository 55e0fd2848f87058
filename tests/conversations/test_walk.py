"""Two people with one NIK, and a third, do anything at any moment, as jobs, clocks and instansi do."""

import os
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, col, select

from storage.models.accounts import Account
from storage.models.roster import Worker
from tests.conversations.walker import Walker
from tests.house import BUDI, SARI, House

RUNS, STEPS = 200, 60

who = st.sampled_from([0, 0, 0, 1, 1, 2])
near = st.sampled_from(
    [
        *(getattr(one, name) for one in (SARI, BUDI) for name in ("nik", "kk", "nama", "ponsel", "email")),
        "Bogor", "7 Maret 1990", "07/03/1990", "7 Maret 1989", "Sinta", "3201014703900009", "320101470390000",
        "dinas", "angin sepoi di sawah", "Sari Wulandari 1990", "x" * 4096, " ", "<b>&", "di " * 40, "0", "ya", "Depok",
    ]
)  # fmt: skip
commands = st.sampled_from(
    [
        *("/start", "/daftar", "/daftar", "/batal", "/kembali", "/kembali", "/bantuan", "/status", "/privasi"),
        *("/kartu", "/masuk", "/undangan", "/undangan X", "/start cek_x", "/start ABC", "/keluar", "/"),
    ]
)
stands = st.sampled_from(
    ["ask.kk", "ask.captcha_identitas", "ask.password", "ask.ktp", "ask.swafoto", "ask.periksa", "ask.yakin"]
)
kinds = st.sampled_from(["sticker", "voice", "video", "location", "poll"])
albums = st.sampled_from(["", "", "a", "b"])
outcomes = st.sampled_from(["good", "good", "good", "blue", "refused", "failed", "offer"])
jumps = st.sampled_from([timedelta(seconds=5), timedelta(minutes=3), timedelta(hours=2), timedelta(days=40)])


class Walk(RuleBasedStateMachine):
    """What may happen, in any order."""

    def __init__(self, store: Session) -> None:
        super().__init__()
        self.store = store
        store.begin()
        self.house = House(store)
        self.house.opens()
        self.house.opens("RSUD", "Rumah Sakit Umum Contoh")
        self.house.registers(SARI)
        self.made = 0
        self.kept: set[str] = set()
        self.people = [Walker(self.house, 71, SARI), Walker(self.house, 72, SARI), Walker(self.house, 73, BUDI)]

    def teardown(self) -> None:
        """From wherever they stand, with good will anybody arrives."""
        try:
            for kode in ("DISDIK", "RSUD"):
                self.house.reopens(kode)
                self.house.opens(kode).deadline = None
            for one in (SARI, BUDI):
                if not self._registered(one):
                    self.house.registers(one)
            self.house.dice.choice(self.people).arrives()
            self.every_file_is_named_by_a_draft_or_an_account()
        finally:
            self.store.rollback()
            self.store.expunge_all()

    # -- people ----------------------------------------------------------------------------------------------------

    @rule(number=who, text=st.one_of(near, near, st.text(max_size=20)))
    def says(self, number: int, text: str) -> None:
        self.people[number].says(text)

    @rule(number=who, text=commands)
    def commands(self, number: int, text: str) -> None:
        self.people[number].says(text)

    @rule(number=who, which=st.integers(0, 30))
    def taps(self, number: int, which: int) -> None:
        shown = [button.data for button in self.people[number].buttons if button.data]
        if shown:
            self.people[number].taps_data(shown[which % len(shown)])

    @rule(number=who, which=st.integers(0, 39))
    def taps_old(self, number: int, which: int) -> None:
        old = self.people[number].old
        self.people[number].taps_data(old[which % len(old)])

    @rule(number=who, value=st.sampled_from(["ya", "tetap", "terima", "lain", "ganti_gambar", "akun", "/x", "contact"]))
    def forges(self, number: int, value: str) -> None:
        state = self.people[number].states().get("account")
        self.people[number].taps_data(f"account.{state.revision if state else 0}.{value}")

    @rule(number=who, album=albums, size=st.sampled_from([100_000, 30_000_000]))
    def uploads(self, number: int, album: str, size: int) -> None:
        self.people[number].sends_photo(b"x", album=album, size=size)

    @rule(number=who, kind=kinds, album=albums)
    def sends(self, number: int, kind: str, album: str) -> None:
        self.people[number].sends(kind, album)

    @rule(number=who, own=st.booleans())
    def shares(self, number: int, *, own: bool) -> None:
        self.people[number].shares_contact("6281234567890", own=own)

    @rule(number=who)
    def edits(self, number: int) -> None:
        self.people[number].edits()

    @rule(number=who, steps=st.integers(1, 6))
    def goes_on_well(self, number: int, steps: int) -> None:
        person = self.people[number]
        for _ in range(steps):
            if person.screen is not None:
                self._answers_if_asked(person)

    @rule(number=who, stand=stands)
    def comes_far(self, number: int, stand: str) -> None:
        person = self.people[number].says("/daftar")
        person.patient = False
        for _ in range(25):
            if person.screen is None or person.screen.text in {stand, "ask.selesai"} or person.jobs:
                break
            self._answers_if_asked(person)
        person.patient = True

    def _answers_if_asked(self, person: Walker) -> None:
        assert person.screen is not None
        code = person.screen.text.removeprefix("ask.")
        inline = [shown for shown in person.buttons if shown.data and not shown.data.startswith("/")]
        if code in {"captcha_identitas", "captcha_data", "cari_instansi", *person.typed} or inline:
            person.answers(person.who)

    # -- jobs, time, instansi --------------------------------------------------------------------------------------

    @rule(number=who, which=st.integers(0, 5), outcome=outcomes)
    def job_comes_back(self, number: int, which: int, outcome: str) -> None:
        person = self.people[number]
        if person.jobs:
            which %= len(person.jobs)
            person.job_finishes(which, self._result(person, which, outcome))

    def _result(self, person: Walker, which: int, outcome: str) -> dict[str, Any] | None:
        work = person.jobs[which]
        if outcome == "failed":
            return {"refused": "job_failed", "params": {}}
        if work.kind == "hash_secret" or outcome == "good":
            return None
        if outcome == "refused":
            return {"refused": "grey", "params": {}}
        if outcome == "blue":
            return {"offer": "latar_tidak_biru", "params": {}, "value": person.picture("background_not_blue")}
        sizes = {"size": 300_000, "limit": 204_800}
        return {"offer": "kecilkan", "params": sizes, "work": "shrink_picture", "args": work.args}

    @rule(how_long=jumps)
    def time_passes(self, how_long: timedelta) -> None:
        self.house.waits(how_long)

    @rule(captcha_on=st.sampled_from([True, True, False]))
    def restarts(self, *, captcha_on: bool) -> None:
        self.house.restarts(captcha_on=captcha_on)

    @rule(kode=st.sampled_from(["DISDIK", "RSUD"]), one=st.sampled_from([SARI, BUDI]))
    def instansi_registers(self, kode: str, one: Any) -> None:  # noqa: ANN401 - a Who
        if not self._registered(one):
            self.house.registers(one, kode)

    @rule(one=st.sampled_from([SARI, BUDI]))
    def instansi_removes(self, one: Any) -> None:  # noqa: ANN401 - a Who
        if self._registered(one) and not self._has_account(one):
            self.house.removes(one)

    @rule(kode=st.sampled_from(["DISDIK", "RSUD"]), what=st.sampled_from(["finalises", "reopens", "reopens", "ends"]))
    def instansi_decides(self, kode: str, what: str) -> None:
        if what == "ends":
            self.house.ends_on(date(2022, 9, 30), kode)
        else:
            getattr(self.house, what)(kode)

    def _registered(self, one: Any) -> bool:  # noqa: ANN401 - a Who
        index = self.house.vault.index("nik", one.nik)
        return self.store.exec(select(Worker.id).where(col(Worker.nik_index) == index)).first() is not None

    def _has_account(self, one: Any) -> bool:  # noqa: ANN401 - a Who
        index = self.house.vault.index("nik", one.nik)
        query = select(Account.id).join(Worker, col(Worker.id) == col(Account.worker_id))
        return self.store.exec(query.where(col(Worker.nik_index) == index)).first() is not None

    # -- what holds ------------------------------------------------------------------------------------------------

    @invariant()
    def every_file_is_named_by_a_draft_or_an_account(self) -> None:
        if self.made != sum(person.made for person in self.people):
            self._accounts_were_made()
        drafts = {file for person in self.people for file in person.named_files()}
        assert set(self.house.files.kept) == drafts | self.kept

    def _accounts_were_made(self) -> None:
        """At most one for each NIK; their files are theirs from now on."""
        made = self.house.accounts()
        assert len(made) == len({account.worker_id for account in made})
        self.made = len(made)
        self.kept = {row.file for account in made for row in self.house.account_files(account)}


def test_whatever_people_do_the_conversation_stands(store: Session) -> None:
    """No input at any moment breaks a turn, loses a file, leads nowhere, or makes an account that nobody reviewed."""
    how = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        # CI judges the change, not its luck; everywhere else each run explores anew.
        derandomize="CI" in os.environ,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    # Hypothesis calls what it is given; that it also takes a function stands in its own documentation.
    begun: Any = lambda: Walk(store)  # noqa: E731 - its declared type wants a class
    run_state_machine_as_test(begun, settings=how)
