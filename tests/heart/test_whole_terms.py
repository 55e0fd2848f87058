"""The rules of another pendataan go through the whole bot: what is told in the chat, the template, and an import."""

from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from storage import roster
from storage.models.staff import Staff
from tests.heart.doors import MakeSettings, running
from tests.roster_sheets import person, write_xlsx

OPERATOR = 901
PATIENCE = 60.0
RULES = """
reference = 2024-06-30
age_min = 18
age_max = 35
service_years = 2
sk_until = 2024-06-30
payments = ["Dana Desa"]
jobs = ["guru"]
"""


async def test_an_operator_has_rules_of_their_own(
    fake: FakeTelegram, make_settings: MakeSettings, tmp_path: Path
) -> None:
    """Who asks whether they belong, who fills a sheet and who sends one hear of the same figures."""
    own = tmp_path / "aturan.toml"
    own.write_text(RULES)
    people = [person(1), person(2, jabatan="Satpam", jenis_pembayaran="Dana Desa", no_peserta_thk2="19870012345")]
    data = write_xlsx(tmp_path / "pegawai.xlsx", people).read_bytes()
    async with running(make_settings(terms_file=own)) as app:
        with app.store.database.transaction() as session:
            made = roster.add_instansi(session, "DISDIK", "Dinas Pendidikan", None, bootstrap.now())
            session.add(Staff(person=OPERATOR, role="operator", instansi_id=made.id, granted_at=bootstrap.now()))
        sari = fake.user(71, "Sari")
        await sari.text("/cek_syarat")
        await sari.wait("Apakah Anda eks THK-II?", PATIENCE)
        await sari.choose("Bukan")
        await sari.wait("Kapan Anda lahir?", PATIENCE)
        await sari.choose("1 Juli 1988 – 30 Juni 2006")
        await sari.wait("berumur 18 sampai 35 tahun pada 30 Juni 2024", PATIENCE)
        operator = fake.user(OPERATOR, "Operator")
        await operator.text("/templat")
        template = await operator.wait("Templat impor", PATIENCE)
        await operator.text("/impor")
        await operator.wait("Belum ada impor", PATIENCE)
        await operator.document(data, "pegawai.xlsx")
        told = await operator.wait("Impor selesai", PATIENCE)
    sheet = fake.file_bytes(template["file"]["file_id"])
    guide = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_name("Petunjuk").to_python()
    assert any("Berusia 18 sampai 35 tahun pada 30 Juni 2024" in str(cell) for row in guide for cell in row)
    for words in ("tinggi 35 tahun", "pada 30 Juni 2024", "guru (aturan jabatan)", "tidak dibayar dari Dana Desa"):
        assert words in told["text"]
