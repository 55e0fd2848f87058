"""Worlds from which a walk may start: made once each, by people who answer well, and put back after every walk."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from tests.conversations.records_watch import RecordsWatch
from tests.conversations.walker import Walker
from tests.house import BUDI, KNOWN, SARI, House, fresh_session

PEOPLE: Final = ((71, SARI), (72, SARI), (73, BUDI))
"""Two Telegram users with one NIK, and a third."""
STAGES: Final = {
    "nobody": {},
    "an account": {71: "ask.selesai"},
    "ijazah": {71: "ask.ijazah", 73: "ask.dokumen"},
    "biodata": {71: "ask.biodata", 73: "ask.selesai"},
    "riwayat": {71: "ask.riwayat"},
    "resume": {71: "ask.resume", 73: "ask.alamat"},
    "ended": {71: "ask.berakhir", 73: "ask.yakin"},
}
"""By its name, how far each has come who has begun."""


def _known() -> dict[str, Any]:
    return {**KNOWN}


@dataclass(frozen=True, slots=True)
class World:
    """A house, the people in it, and whoever watches the records."""

    house: House
    people: tuple[Walker, ...]
    watch: RecordsWatch


@dataclass(frozen=True, slots=True)
class Stage:
    """A committed world; `world` gives it in a transaction that `forget` takes back."""

    session: Session
    made: World

    @classmethod
    def make(cls, session: Session, reached: dict[int, str]) -> "Stage":
        """Let each person come so far."""
        session.begin()
        made = _world(House(session))
        house = made.house
        house.opens()
        house.opens("RSUD", "Rumah Sakit Umum Contoh")
        house.registers(SARI, **_known())
        if 73 in reached:
            house.registers(BUDI, thk2="THK2-0073", tingkat_pendidikan="S1")
        made.watch.looks()
        for person in made.people:
            if person.person in reached:
                person.patient = False
                _comes_to(person, reached[person.person])
        session.commit()
        return cls(session, made)

    def world(self) -> World:
        """The same world once more."""
        self.session.begin()
        fresh = _world(House(self.session))
        fresh.house.files.kept = dict(self.made.house.files.kept)
        fresh.house.now = self.made.house.now
        fresh.watch.knows_ends()
        for new, old in zip(fresh.people, self.made.people, strict=True):
            new.is_where(old)
        return fresh

    def forget(self) -> None:
        """Take back whatever happened since."""
        self.session.rollback()
        self.session.expunge_all()


def _world(house: House) -> World:
    watch = RecordsWatch(house)
    people = tuple(Walker(house, person, who, watch) for person, who in PEOPLE)
    for one in people:
        one.others = [other for other in people if other is not one]
    return World(house, people, watch)


def _comes_to(person: Walker, code: str) -> None:
    person.goes_to("ask.selesai", person.who)
    if code == "ask.selesai":
        return
    person.taps("button.login")
    for _ in range(90):
        if person.screen is None or person.screen.text == code:
            return
        if person.screen.text == "ask.peserta":
            person.taps("button.lanjutkan")
        else:
            person.answers(person.who)
    raise AssertionError(f"{code} never came; at last: {person.codes}")


def opened(folder: Path) -> Iterator[dict[str, Stage]]:
    """All stages, each in a database of its own."""
    with ExitStack() as stack:
        stages = {}
        for number, (name, reached) in enumerate(STAGES.items()):
            place = folder / str(number)
            place.mkdir()
            session, close = fresh_session(place)
            stack.callback(close)
            stages[name] = Stage.make(session, reached)
        yield stages
