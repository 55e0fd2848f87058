"""The playground's store is its own."""

from pathlib import Path

from bot import rehearsal
from bot.settings import Settings


async def test_the_playground_leaves_the_operators_database_alone(tmp_path: Path) -> None:
    """Whoever tries it beside a real DATABASE_URL finds none of its invented people in there."""
    real = tmp_path / "real.db"
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        database_url=f"sqlite:///{real}",  # type: ignore[arg-type] # as the environment gives it
        playground_listen="127.0.0.1:0",
    )
    async with rehearsal.playground(settings):
        assert not real.exists()
    assert (tmp_path / "data" / "playground" / "pendataan.db").exists()
