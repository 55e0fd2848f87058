"""`audit verify`: one line for a whole trail or for its first break, and JSON for scripts."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot import bootstrap
from bot.__main__ import app
from bot.app import Store
from bot.settings import Settings
from storage import audit
from storage.audit import Entry

Verify = Callable[..., Result]
LENGTH = 5


@pytest.fixture
def verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Verify]:
    """Type the command in a folder where five things were recorded."""
    root = logging.getLogger()
    before = root.handlers, root.level
    monkeypatch.chdir(tmp_path)
    opened = store()
    with opened.database.transaction() as session:
        for number in range(LENGTH):
            entry = Entry(71, "biodata", 1, {"after": {"agama": f"rahasia {number}"}}, "worker")
            audit.record(session, opened.vault, entry, bootstrap.now())
    opened.database.close()
    yield lambda *words: CliRunner().invoke(app, ["audit", "verify", *words], env={"PENDATAAN_DATA_DIR": "data"})
    root.handlers, root.level = before
    structlog.reset_defaults()


def store() -> Store:
    return bootstrap.open_store(Settings(_env_file=None, data_dir=Path("data")))


def tamper(statement: str) -> None:
    """What somebody who has the file may do."""
    opened = store()
    with opened.database.transaction() as session:
        session.connection().exec_driver_sql(statement)
    opened.database.close()


def test_a_whole_trail_is_one_line(verify: Verify) -> None:
    """Once or twice: looking changes nothing."""
    for _ in range(2):
        result = verify()
        assert (result.exit_code, result.output) == (0, "The audit trail is whole: 5 entries.\n")


def test_a_script_gets_what_is_worth_keeping(verify: Verify) -> None:
    """The number of entries, and the head's digest, which stands in the database."""
    told = json.loads(verify("--json").stdout)
    opened = store()
    with opened.database.transaction() as session:
        (head,) = session.connection().exec_driver_sql("SELECT digest FROM audit_head").one()
    opened.database.close()
    assert told == {"whole": True, "entries": LENGTH, "head": head.hex(), "broken": None}


@pytest.mark.parametrize(
    ("tampered", "complaint", "broken"),
    [
        ("UPDATE audit SET action = 'lain' WHERE id = 3", "entry 3 was changed", (3, "changed")),
        ("DELETE FROM audit WHERE id = 2", "entry 2 is missing", (2, "missing")),
        (
            "DELETE FROM audit WHERE id > 3",
            "it is cut off at the end, from entry 4 on",
            (4, "cut off at the end"),
        ),
        ("UPDATE audit_head SET count = 4", "entry 5 was put in from outside", (5, "added")),
        (
            "UPDATE audit SET body = (SELECT body FROM audit WHERE id = 1) WHERE id = 4",
            "entry 4 is out of order",
            (4, "out of order"),
        ),
    ],
)
def test_a_break_is_one_line_that_names_the_place(
    verify: Verify, tampered: str, complaint: str, broken: tuple[int, str]
) -> None:
    """On standard error, with exit status 1; a script finds the same in its JSON."""
    tamper(tampered)
    result = verify()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"The audit trail is broken: {complaint}.\n"
    told = verify("--json")
    assert (told.exit_code, told.stderr) == (1, "")
    assert json.loads(told.stdout)["broken"] == {"entry": broken[0], "kind": broken[1]}


def test_another_key_opens_no_trail(verify: Verify) -> None:
    """Nothing is done with it beside data that it cannot open, and the key that is lacking is named."""
    Path("data/kunci").write_text("00" * 32)
    result = verify()
    assert result.exit_code == 1
    assert result.stderr == "the key file kunci is another one; put back the one that the data were sealed with\n"
