"""The command line where DATABASE_URL names a PostgreSQL: what it keeps lies there, and what is wrong is one line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.databases import postgresql_url

Line = Callable[..., Result]


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """Type a command in an empty folder, with a DATABASE_URL."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, url: str) -> Result:
        return CliRunner().invoke(app, words, env={"PENDATAAN_DATA_DIR": "data", "PENDATAAN_DATABASE_URL": url})

    return run


def test_everything_lies_in_it(line: Line, tmp_path: Path) -> None:
    """But for the key, which stays in the data folder; the next command finds what this one kept."""
    url = postgresql_url(tmp_path)
    assert line("instansi", "add", "DISDIK", "Dinas Pendidikan", url=url).exit_code == 0
    again = line("instansi", "add", "DISDIK", "Dinas Pendidikan", url=url)
    assert (again.exit_code, "already" in again.stderr) == (1, True)
    assert [path.name for path in Path("data").iterdir()] == ["kunci"]


def test_another_machine_needs_the_same_key(line: Line, tmp_path: Path) -> None:
    """It opens nothing with one of its own, and makes none."""
    url = postgresql_url(tmp_path)
    assert line("migrate", url=url).exit_code == 0
    Path("data/kunci").unlink()
    result = line("migrate", url=url)
    assert (result.exit_code, "kunci is missing" in result.stderr) == (1, True)
    assert not Path("data/kunci").exists()


@pytest.mark.parametrize(
    ("part", "other"),
    [("/t", "/tidak_ada_"), ("host=", "host=/tidak/ada"), ("?", "?rahasia=1&")],
    ids=["no such database", "no such server", "no such option"],
)
def test_one_that_cannot_be_used_is_one_line(line: Line, tmp_path: Path, part: str, other: str) -> None:
    """It names the setting and does not repeat it, for it may hold a password."""
    result = line(
        "migrate", url=postgresql_url(tmp_path).replace("postgres:@", "postgres:rahasia@").replace(part, other, 1)
    )
    assert result.exit_code == 1
    assert result.stderr.strip().splitlines() == [
        "the data folder data or the database of PENDATAAN_DATABASE_URL cannot be used"
    ]


@pytest.mark.parametrize("option", ["port=rahasia", "plugin=rahasia"])
def test_an_option_that_makes_no_sense_is_one_line(line: Line, option: str) -> None:
    """As above, before anything is tried."""
    result = line("migrate", url=f"postgresql://bot@host/basis?{option}")
    assert result.exit_code == 1
    assert result.stderr.strip().splitlines() == ["PENDATAAN_DATABASE_URL has an option that makes no sense"]


@pytest.mark.parametrize(
    "url", ["postgresql://rahasia", "postgresql://host:rahasia/basis", "postgresql:///", "postgres://host/basis"]
)
def test_an_address_that_is_none_is_a_wrong_setting(line: Line, url: str) -> None:
    """Before anything is tried."""
    result = line("migrate", url=url)
    assert (result.exit_code, "PENDATAAN_DATABASE_URL must be" in result.stderr) == (1, True)
    assert not Path("data").exists()
