"""Two people with one NIK, and a third, do anything at any moment, as jobs, clocks and instansi do."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import col, select, update

from bot.rules.seal import CARD_PREFIX
from storage.models.accounts import Account
from storage.models.roster import Worker
from tests.chat import TYPED
from tests.conversations import anything
from tests.conversations.good_will import GoodWill
from tests.conversations.stages import STAGES, Stage, opened
from tests.conversations.walker import Walker
from tests.house import BUDI, SARI, Who

RUNS, STEPS = 200, 60


class Walk(RuleBasedStateMachine):
    """What may happen, in any order."""

    def __init__(self, stages: dict[str, Stage]) -> None:
        super().__init__()
        self.stages = stages

    @initialize(stage=st.sampled_from(sorted(STAGES)))
    def begins(self, stage: str) -> None:
        self.stage = self.stages[stage]
        world = self.stage.world()
        self.house, self.people, self.watch = world.house, world.people, world.watch

    def teardown(self) -> None:
        """From wherever they stand, with good will anybody arrives; the trail tells all of it."""
        if not hasattr(self, "stage"):
            return
        try:
            for kode in ("DISDIK", "RSUD"):
                self.house.opens(kode).deadline = None
                self.house.reopens(kode)
            for one in (SARI, BUDI):
                if not self._registered(one):
                    self.house.registers(one)
            self.watch.looks()
            GoodWill(self.house.dice.choice(self.people)).arrives()
            self.every_file_is_named_once()
            self.watch.trail_is_whole()
        finally:
            self.stage.forget()

    # -- people ----------------------------------------------------------------------------------------------------

    @rule(number=anything.who, text=st.one_of(anything.near, anything.near, st.text(max_size=20)))
    def says(self, number: int, text: str) -> None:
        self.people[number].says(text)

    @rule(number=anything.who, text=anything.commands)
    def commands(self, number: int, text: str) -> None:
        self.people[number].says(text)

    @rule(number=anything.who, which=st.integers(0, 30))
    def taps(self, number: int, which: int) -> None:
        shown = [button.data for button in self.people[number].buttons if button.data]
        if shown:
            self.people[number].taps_data(shown[which % len(shown)])

    @rule(number=anything.who, which=st.integers(0, 39))
    def taps_old(self, number: int, which: int) -> None:
        old = self.people[number].old
        self.people[number].taps_data(old[which % len(old)])

    @rule(number=anything.who, value=anything.values)
    def forges(self, number: int, value: str) -> None:
        person = self.people[number]
        state = person.states().get(person.place)
        person.taps_data(f"{person.place}.{state.revision if state else 0}.{value}")

    @rule(number=anything.who, album=anything.albums, size=st.sampled_from([100_000, 30_000_000]))
    def uploads(self, number: int, album: str, size: int) -> None:
        self.people[number].sends_photo(b"x", album=album, size=size)

    @rule(number=anything.who, kind=anything.kinds, album=anything.albums)
    def sends(self, number: int, kind: str, album: str) -> None:
        self.people[number].sends(kind, album)

    @rule(number=anything.who, own=st.booleans())
    def shares(self, number: int, *, own: bool) -> None:
        self.people[number].shares_contact("6281234567890", own=own)

    @rule(number=anything.who)
    def edits(self, number: int) -> None:
        self.people[number].edits()

    @rule(number=anything.who, of=anything.who)
    def checks_a_card(self, number: int, of: int) -> None:
        self.people[number].says(f"/start {CARD_PREFIX}{self.people[of].card}")

    @rule(number=anything.who, steps=st.integers(1, 6), patient=st.booleans())
    def goes_on_well(self, number: int, steps: int, *, patient: bool) -> None:
        person = self.people[number]
        person.patient = patient
        for _ in range(steps):
            if person.screen is not None:
                self._answers_if_asked(person)
        person.patient = True

    @rule(number=anything.who)
    def opens_the_account(self, number: int) -> None:
        person = self.people[number].says("/keluar").says("/masuk lanjut")
        person.patient = False
        for _ in range(2):
            if person.place == "login":
                self._answers_if_asked(person)
        person.patient = True

    def _answers_if_asked(self, person: Walker) -> None:
        assert person.screen is not None
        code = person.screen.text.removeprefix("ask.")
        inline = [shown for shown in person.buttons if shown.data and not shown.data.startswith("/")]
        typed = code.startswith("captcha") or code in TYPED or code == "cari_instansi" or hasattr(person.who, code)
        if typed or inline or code in {"ktp", "pasfoto", "swafoto", "ijazah", "sk", "bukti"}:
            if not typed and not inline and person.screen.text.startswith("say."):
                return
            person.answers(person.who)

    # -- jobs, time, instansi --------------------------------------------------------------------------------------

    @rule(number=anything.who, which=st.integers(0, 5), outcome=anything.outcomes)
    def job_comes_back(self, number: int, which: int, outcome: str) -> None:
        person = self.people[number]
        if person.jobs:
            which %= len(person.jobs)
            person.job_finishes(which, self._result(person, which, outcome))

    def _result(self, person: Walker, which: int, outcome: str) -> dict[str, Any] | None:
        work = person.jobs[which]
        if outcome == "failed":
            return {"refused": "job_failed", "params": {}}
        if work.kind not in {"check_picture", "shrink_picture", "check_paper"} or outcome == "good":
            return None
        if outcome == "refused":
            return {"refused": "grey", "params": {}}
        if work.kind == "check_paper":
            return None
        if outcome == "blue":
            return {"offer": "latar_tidak_biru", "params": {}, "value": person.picture("background_not_blue")}
        sizes = {"size": 300_000, "limit": 204_800}
        return {"offer": "kecilkan", "params": sizes, "work": "shrink_picture", "args": work.args}

    @rule(how_long=anything.jumps)
    def time_passes(self, how_long: timedelta) -> None:
        self.house.waits(how_long)

    @rule(captcha_on=st.sampled_from([True, True, False]))
    def restarts(self, *, captcha_on: bool) -> None:
        self.house.restarts(captcha_on=captcha_on)

    @rule(kode=anything.kodes, one=anything.persons)
    def instansi_registers(self, kode: str, one: Who) -> None:
        if not self._registered(one):
            self.house.registers(one, kode)
            self.watch.looks()

    @rule(one=anything.persons)
    def instansi_removes(self, one: Who) -> None:
        if self._registered(one) and not self._has_account(one):
            self.house.removes(one)
            self.watch.looks()

    @rule(kode=anything.kodes, what=st.sampled_from(["finalises", "reopens", "reopens", "ends"]))
    def instansi_decides(self, kode: str, what: str) -> None:
        if what == "ends":
            self.house.ends_on(date(2022, 9, 30), kode)
        else:
            getattr(self.house, what)(kode)

    @rule(decision=st.sampled_from(["disetujui", "dikembalikan"]))
    def verifier_decides(self, decision: str) -> None:
        ended = col(Worker.status) == "selesai"
        self.house.session.exec(update(Worker).where(ended).values(status=decision))
        self.watch.looks()

    def _registered(self, one: Who) -> bool:
        index = self.house.vault.index("nik", one.nik)
        query = select(Worker.id).where(col(Worker.nik_index) == index)
        return self.house.session.exec(query).first() is not None

    def _has_account(self, one: Who) -> bool:
        index = self.house.vault.index("nik", one.nik)
        query = select(Account.id).join(Worker, col(Worker.id) == col(Account.worker_id))
        return self.house.session.exec(query.where(col(Worker.nik_index) == index)).first() is not None

    # -- what holds ------------------------------------------------------------------------------------------------

    @invariant()
    def every_file_is_named_once(self) -> None:
        drafts = [file for person in self.people for file in person.named_files()]
        assert sorted(drafts + self.watch.files()) == sorted(self.house.files.kept)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Stage]]:
    yield from opened(tmp_path_factory.mktemp("stages"))


def test_whatever_people_do_the_conversation_stands(stages: dict[str, Stage]) -> None:
    """No input at any moment breaks a turn, loses a file, leads nowhere, or keeps what nobody has seen."""
    how = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        # CI judges the change, not its luck; everywhere else each run explores anew.
        derandomize="CI" in os.environ,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    # Hypothesis calls what it is given; that it also takes a function stands in its own documentation.
    begun: Any = lambda: Walk(stages)  # noqa: E731 - its declared type wants a class
    run_state_machine_as_test(begun, settings=how)
