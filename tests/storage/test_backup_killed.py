"""`kill -9` in the middle of a backup or a restore leaves nothing that could be taken for a whole one."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.backup_manifest import BackupError
from storage.migrate import migrate
from tests.backups import Kept, Stores, filled, stores

__all__ = ["stores"]


def killed(what: str, kept: Kept, files: Path, folder: Path, step: int) -> None:
    """What a process was at that died at this step."""
    command = (sys.executable, "-m", "tests.backup_dying", what, kept.database.url, str(files), str(folder), str(step))
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", [0, 3, 20])
def test_a_killed_backup_is_none(step: int, stores: Stores, tmp_path: Path) -> None:
    """It is recognised, and the store goes on; another folder takes the next one."""
    old, new = filled(stores.elsewhere("old")), stores.on_sqlite("new")
    killed("backed_up", old, tmp_path / "old" / "berkas", tmp_path / "there", step)
    with pytest.raises(BackupError, match="broken_off"):
        new.restored(tmp_path / "there")
    old.backed_up(tmp_path / "next")
    new.restored(tmp_path / "next")
    assert new.rows() == old.rows()


@pytest.mark.parametrize("step", [0, 3, 20])
def test_a_killed_restore_is_done_again(step: int, stores: Stores, tmp_path: Path) -> None:
    """There are no rows of it, and the next one brings them all."""
    old, new = filled(stores.on_sqlite("old")), stores.elsewhere("new")
    old.backed_up(tmp_path / "there")
    migrate(new.database)
    empty = new.rows()
    killed("restored", new, tmp_path / "new" / "berkas", tmp_path / "there", step)
    assert new.rows() == empty
    new.restored(tmp_path / "there")
    assert (new.rows(), new.sealed()) == (old.rows(), old.sealed())
