"""The names under which stored files are shown."""

from pathlib import Path

import pytest

from bot.jobs.render import Rendering
from bot.outgoing import Attachment
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore


@pytest.mark.parametrize(("data", "name"), [(b"\xff\xd8\xff\xe0", "foto.jpg"), (b"%PDF-1.7", "dokumen.pdf")])
async def test_a_stored_file_is_named_by_what_it_is(tmp_path: Path, data: bytes, name: str) -> None:
    """Whoever keeps it on a phone finds it again under a name that opens."""
    vault = Vault(bytes(32))
    database = Database(f"sqlite:///{tmp_path / 'names.db'}")
    files = FileStore(tmp_path / "files", vault)
    shown = Attachment("photo", "file", files.put(data))
    assert await Rendering(database, vault, files, str).make(shown) == (name, data)
    database.close()
