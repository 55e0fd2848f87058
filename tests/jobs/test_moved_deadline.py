"""A deadline that pusat moves is told to staff as many are: behind all answers, and the newest one only."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.jobs.town import ADMIN, FIRST, PUSAT, Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.database.close()


async def test_a_moved_deadline_is_told_to_staff_behind_all_answers(town: Town) -> None:
    """Hundreds of them hold up nobody; pusat hears the figures, and the way back to its desk."""
    town.employs(900)
    town.moves_deadline(date(2022, 10, 31))
    await town.goes_on(until=lambda: len(town.post.sent) >= 100)
    before = len(town.post.sent)
    town.answers(5, "Jawaban Anda")
    await town.goes_on(until=lambda: town.told("Jawaban Anda") == [5])
    assert len(town.post.sent) < before + 40
    town.post.closed = {FIRST + 899}
    await town.goes_on()
    told = town.told("Untuk Dinas Contoh sekarang: 31 Oktober 2022 pukul 24.00 WIB.")
    assert sorted(told) == [ADMIN, *range(FIRST, FIRST + 899)]
    assert "Terkirim ke 900 orang staf. Tidak terkirim ke 1 orang" in town.post.sent[-1][2]
    assert town.post.sent[-1][1] == PUSAT
    assert town.post.buttons[PUSAT] == ["/pusat"]


async def test_a_deadline_that_is_moved_again_ends_what_was_being_told(town: Town) -> None:
    """Everybody hears the newer day, few both, and the figures of the older one leave its maker's chat."""
    town.employs(600)
    town.moves_deadline(date(2022, 10, 31))
    await town.goes_on(until=lambda: len(town.post.sent) >= 150)
    await town.progress.show()
    town.moves_deadline(date(2022, 11, 30))
    await town.progress.show()
    assert town.rung.is_set()
    await town.goes_on()
    assert town.post.gone == [1]
    assert len(town.told("31 Oktober")) < 200
    assert len(town.told("30 November 2022")) == 601
    assert town.told("selesai dikirim") == [PUSAT]
