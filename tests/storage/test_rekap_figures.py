"""The figures of a rekap are those of the rows: whatever the roster, a recount finds the same."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from storage import rekap
from storage.models.accounts import Account
from storage.models.roster import Worker
from storage.models.verification import Decision
from tests.house import House
from tests.storage.standing import stands

STATUSES = ("terdaftar", *rekap.BEGUN)
MOMENTS = st.datetimes(datetime(2022, 8, 30), datetime(2022, 9, 3), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants them naive
VERDICTS = st.lists(st.tuples(st.sampled_from(["disetujui", "dikembalikan", "dibuka"]), MOMENTS), max_size=3)


class Standing(NamedTuple):
    kode: str
    unit: str
    status: str
    made: datetime | None
    ended: datetime | None
    decided: list[tuple[str, datetime]]


PEOPLE = st.lists(
    st.builds(
        Standing,
        st.sampled_from(["DISDIK", "DINKES"]),
        st.sampled_from(["SDN 1", "SDN 2", "sdn 1", "=1+1", "Puskesmas Ä"]),
        st.sampled_from(STATUSES),
        st.none() | MOMENTS,
        st.none() | MOMENTS,
        VERDICTS,
    ),
    max_size=12,
)


def wib(moment: datetime) -> date:
    return (moment + timedelta(hours=7)).date()


def units(session: Session, instansi_id: int) -> Counter[tuple[str, str]]:
    rows = session.exec(select(Worker).where(Worker.instansi_id == instansi_id))
    return Counter((row.unit_kerja, row.status) for row in rows)


def days(session: Session, instansi_id: int | None) -> Counter[tuple[date, str]]:
    """What happened when, counted row by row."""
    counted: Counter[tuple[date, str]] = Counter()
    held = {row.id for row in session.exec(select(Worker)) if instansi_id in (None, row.instansi_id)}
    for account in session.exec(select(Account)):
        if account.worker_id in held:
            counted[wib(account.created_at), "akun"] += 1
            if account.finished_at:
                counted[wib(account.finished_at), "selesai"] += 1
    for decision in session.exec(select(Decision)):
        if instansi_id in (None, decision.instansi_id):
            counted[wib(decision.decided_at), decision.verdict] += 1
    return counted


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE)
def test_every_figure_is_a_recount(house: House, people: list[Standing]) -> None:
    """By unit kerja and status, by instansi, by day in WIB; of one instansi and of all."""
    session = house.session
    ids = {kode: house.opens(kode, kode).id for kode in ("DISDIK", "DINKES")}
    with session.begin_nested() as savepoint:
        for one in people:
            stands(
                session,
                house.vault,
                ids[one.kode],
                one.status,
                house.now,
                unit=one.unit,
                made=one.made,
                ended=one.ended,
                decided=one.decided,
            )
        for instansi_id in ids.values():
            told = rekap.by_unit(session, instansi_id)
            assert {(unit, status): count for unit, status, count in told} == units(session, instansi_id)
            assert rekap.has_workers(session, instansi_id) == bool(told)
            assert rekap.has_accounts(session, instansi_id) == any(status != "terdaftar" for _, status, _ in told)
        for of in (None, *ids.values()):
            counts = {(day, event): count for day, event, count in rekap.by_day(session, of)}
            assert counts == days(session, of)
        whole = {one.instansi.kode: one.counts for one in rekap.by_instansi(session)}
        assert whole == {kode: dict(Counter(one.status for one in people if one.kode == kode)) for kode in sorted(ids)}
        assert rekap.has_workers(session, None) == bool(people)
        savepoint.rollback()
    session.expunge_all()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2022, 8, 31, 16, 59, 59, 999_999, tzinfo=UTC), date(2022, 8, 31)),
        (datetime(2022, 8, 31, 17, 0, tzinfo=UTC), date(2022, 9, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_wib(house: House, moment: datetime, day: date) -> None:
    """Which is 17.00 in UTC."""
    instansi_id = house.opens().id
    stands(house.session, house.vault, instansi_id, "berakun", house.now, made=moment)
    assert rekap.by_day(house.session, instansi_id) == [(day, "akun", 1)]


def test_nobody_begun_is_told_apart_from_nobody_there(house: House) -> None:
    """An instansi whose workers are all only registered has workers, but nothing to tell by day."""
    instansi_id = house.opens().id
    assert not rekap.has_workers(house.session, instansi_id)
    stands(house.session, house.vault, instansi_id, "terdaftar", house.now)
    assert rekap.has_workers(house.session, None)
    assert not rekap.has_accounts(house.session, instansi_id)
    assert not rekap.has_accounts(house.session, None)
