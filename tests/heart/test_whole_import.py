"""A sheet goes through the whole bot: from the operator's chat through another process, and back."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage import roster
from storage.models.staff import Staff
from tests.roster_sheets import person, write_xlsx

OPERATOR = 901
PATIENCE = 60.0


async def test_a_sheet_comes_back_with_what_is_to_be_mended(
    fake: FakeTelegram, make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    """The good row is loaded, the bad one returned in the same workbook; then all of it is undone."""
    data = write_xlsx(tmp_path / "pegawai.xlsx", [person(1), person(2, jabatan="Satpam")]).read_bytes()
    async with bootstrap.opened(make_settings()) as app:
        with app.store.database.transaction() as session:
            made = roster.add_instansi(session, "DISDIK", "Dinas Pendidikan", None, bootstrap.now())
            session.add(Staff(person=OPERATOR, role="operator", instansi_id=made.id, granted_at=bootstrap.now()))
        running = asyncio.create_task(app.run())
        operator = fake.user(OPERATOR, "Operator")
        await operator.text("/impor")
        await operator.wait("Belum ada impor")
        await operator.document(data, "pegawai.xlsx")
        returned = await operator.wait("Impor selesai", PATIENCE)
        desk = await operator.wait("Impor terakhir", PATIENCE)
        await operator.choose("Urungkan impor ini")
        await operator.wait("Urungkan impor ini?")
        await operator.choose("Ya, urungkan")
        await operator.wait("1 baris dihapus", PATIENCE)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert returned["file"]["file_name"] == "perbaikan.xlsx"
    assert "1 menunggu perbaikan" in desk["text"]
