"""What is not whole is not restored, and what was broken off leaves nothing by halves."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from storage import backup_manifest
from storage.backup_manifest import BackupError, FilesPart, Manifest, known_by
from storage.crypto import Vault
from storage.migrate import NEWEST, migrate
from tests.backups import NOW, VAULT, Kept, Stores, filled, stores

__all__ = ["stores"]


class BrokenOffError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def old(stores: Stores) -> Kept:
    return filled(stores.on_sqlite("old"))


@pytest.fixture
def there(old: Kept, tmp_path: Path) -> Path:
    """Give a whole backup."""
    old.backed_up(tmp_path / "there")
    return tmp_path / "there"


@pytest.fixture
def new(stores: Stores) -> Kept:
    """Give an empty store."""
    kept = stores.elsewhere("new")
    migrate(kept.database)
    return kept


def refused(kept: Kept, folder: Path) -> BackupError:
    """Why a restore is refused, which has changed nothing."""
    before = kept.rows(), kept.sealed()
    with pytest.raises(BackupError) as caught:
        kept.restored(folder)
    assert (kept.rows(), kept.sealed()) == before
    return caught.value


def ends_at(step: int) -> Callable[[int, int], None]:
    """A bar behind which all ends at this step."""
    left = iter(range(step))

    def progress(done: int, total: int) -> None:
        del done, total
        if next(left, None) is None:
            raise BrokenOffError

    return progress


# -- damage ------------------------------------------------------------------------------------------------------------


def test_a_flipped_bit_anywhere_is_found(there: Path, new: Kept) -> None:
    """The file is named, whichever it is, and nothing is restored."""
    files = sorted(path for path in there.rglob("*") if path.is_file())
    assert len(files) > 40
    for path in files:
        good = path.read_bytes()
        for spot in (0, len(good) // 2, len(good) - 1):
            path.write_bytes(good[:spot] + bytes([good[spot] ^ 1]) + good[spot + 1 :])
            error = refused(new, there)
            assert (error.code, error.params) == ("damaged", {"file": str(path.relative_to(there))})
        path.write_bytes(good)
    new.restored(there)


def test_no_bit_of_the_manifest_may_flip(there: Path) -> None:
    """Not one of them makes it look like another key's, or a newer program's."""
    path = there / "manifest.json"
    good = path.read_bytes()
    for spot, byte in enumerate(good):
        path.write_bytes(good[:spot] + bytes([byte ^ (1 << spot % 8)]) + good[spot + 1 :])
        with pytest.raises(BackupError, match="damaged"):
            backup_manifest.read(there, VAULT)


def test_a_missing_file_is_named(there: Path, new: Kept) -> None:
    """Nothing is restored."""
    for path in sorted(path for path in there.rglob("*") if path.is_file() and path.name != "manifest.json"):
        good = path.read_bytes()
        path.unlink()
        error = refused(new, there)
        assert (error.code, error.params) == ("missing", {"file": str(path.relative_to(there))})
        path.write_bytes(good)


def test_nobody_makes_a_manifest_without_the_key(there: Path, new: Kept) -> None:
    """Somebody leaves a row out, and mends every digest that needs no key."""
    path = there / "manifest.json"
    told = msgspec.json.decode(path.read_bytes())
    table = next(part for part in told["content"]["tables"] if part["name"] == "decision")
    table["rows"] -= 1
    told["sha256"] = sha256(msgspec.json.encode(told["content"])).hexdigest()
    path.write_bytes(msgspec.json.encode(told))
    error = refused(new, there)
    assert (error.code, error.params) == ("damaged", {"file": "manifest.json"})


# -- what is refused ---------------------------------------------------------------------------------------------------


def test_a_folder_without_a_backup_is_none(new: Kept, tmp_path: Path) -> None:
    """Also one that is not there."""
    assert refused(new, tmp_path).code == refused(new, tmp_path / "tiada").code == "no_backup"


def test_another_key_is_recognised(there: Path) -> None:
    """Before anything else is read."""
    with pytest.raises(BackupError, match="other_key"):
        backup_manifest.read(there, Vault(bytes(32)))


@pytest.mark.parametrize("changed", [{"version": "9999"}, {"form": 2}, {"form": 2, "key": "", "tables": ()}])
def test_a_backup_of_a_newer_program_is_refused(changed: dict[str, object], new: Kept, tmp_path: Path) -> None:
    """Of a newer schema, and of a newer form, whatever that may be."""
    folder = tmp_path / "newer"
    backup_manifest.claim(folder)
    made = Manifest(NEWEST, NOW, (), FilesPart(0, 0, ""), known_by(VAULT))
    backup_manifest.finish(folder, VAULT, msgspec.structs.replace(made, **changed))
    assert refused(new, folder).code == "newer"


def test_a_store_that_was_used_takes_no_backup(there: Path, new: Kept, old: Kept) -> None:
    """Neither its own a second time nor one on which people are at work."""
    new.restored(there)
    assert refused(new, there).code == refused(old, there).code == "rows_there"


def test_somebodys_file_is_not_mixed_with_others(there: Path, new: Kept) -> None:
    """One that is not of this backup was put there by somebody."""
    new.files.put(b"x")
    assert refused(new, there).code == "files_there"


def test_a_folder_in_use_takes_no_backup(there: Path, old: Kept, tmp_path: Path) -> None:
    """Neither a second one nor anything beside what is somebody's."""
    with pytest.raises(BackupError, match="folder_not_empty"):
        old.backed_up(there)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "surat.txt").write_text("x")
    with pytest.raises(BackupError, match="folder_not_empty"):
        old.backed_up(tmp_path / "used")
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["surat.txt"]


def test_a_row_that_the_database_refuses_is_told_by_its_table(new: Kept, stores: Stores, tmp_path: Path) -> None:
    """A worker without an instansi, such as foreign keys that were once off let in; no value is named."""
    broken = filled(stores.on_sqlite("broken"))
    with closing(sqlite3.connect(tmp_path / "broken" / "pendataan.db", isolation_level=None)) as careless:
        careless.execute("DELETE FROM instansi WHERE id = 3")
    broken.backed_up(tmp_path / "odd")
    with pytest.raises(BackupError) as caught:
        new.restored(tmp_path / "odd")
    assert caught.value.code == "row_refused"
    assert set(caught.value.params) == {"table"}
    assert not any(rows for table, rows in new.rows().items() if table != "audit_head")


# -- broken off --------------------------------------------------------------------------------------------------------


def test_a_backup_that_was_broken_off_is_none(old: Kept, new: Kept, tmp_path: Path) -> None:
    """Wherever that was; it is told apart from a folder that never was one, and is not written over."""
    step = 0
    while True:
        folder = tmp_path / f"there{step}"
        try:
            old.backed_up(folder, ends_at(step))
        except BrokenOffError:
            assert refused(new, folder).code == "broken_off"
            with pytest.raises(BackupError, match="broken_off_there"):
                old.backed_up(folder)
            shutil.rmtree(folder)
            step += 1
        else:
            break
    assert step > 30
    new.restored(folder)
    assert new.rows() == old.rows()


def test_a_restore_that_was_broken_off_is_done_again(there: Path, old: Kept, new: Kept) -> None:
    """No row of it is there, however far it came, and the next one is a whole one."""
    empty = new.rows()
    step = 0
    while True:
        try:
            new.restored(there, ends_at(step))
        except BrokenOffError:
            assert new.rows() == empty
            step += 1
        else:
            break
    assert step > 30
    assert (new.rows(), new.sealed()) == (old.rows(), old.sealed())
