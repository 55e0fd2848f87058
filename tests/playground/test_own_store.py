"""The playground's store is its own."""

from pathlib import Path

from bot import rehearsal
from bot.settings import Settings


async def test_the_playground_leaves_the_operators_store_alone(tmp_path: Path) -> None:
    """Whoever tries it beside a real DATABASE_URL and FILES_URL finds none of its invented people in there."""
    real = tmp_path / "real.db"
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        database_url=f"sqlite:///{real}",
        files_url="s3://not-there/at-all",
        playground_listen="127.0.0.1:0",
    )
    async with rehearsal.playground(settings):
        assert not real.exists()
    assert (tmp_path / "data" / "playground" / "pendataan.db").exists()
    assert list((tmp_path / "data" / "playground" / "berkas").glob("*/*"))
