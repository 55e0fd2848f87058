"""Sealed values open where they were sealed and nowhere else; the key is made once and never guessed."""

import threading
from pathlib import Path

import pytest

from storage.crypto import KeyFileError, SealBrokenError, Vault, load_master_key

VAULT = Vault(bytes(range(32)))
SEALED = VAULT.seal("account", "email", 7, "sari@contoh.id")


def test_a_sealed_text_opens_in_its_place() -> None:
    """What was sealed comes back, and cannot be read before."""
    assert VAULT.open("account", "email", 7, SEALED) == "sari@contoh.id"
    assert b"sari" not in SEALED


@pytest.mark.parametrize(
    ("table", "column", "row"), [("account", "email", 8), ("account", "ponsel", 7), ("worker", "email", 7)]
)
def test_a_sealed_value_that_was_moved_does_not_open(table: str, column: str, row: int) -> None:
    """Another row, another column and another table are all refused."""
    with pytest.raises(SealBrokenError):
        VAULT.open(table, column, row, SEALED)


@pytest.mark.parametrize(
    "changed",
    [
        b"",
        b"\x01",
        b"\x02" + SEALED[1:],
        SEALED[:-1],
        SEALED + b"x",
        SEALED[:20] + bytes([SEALED[20] ^ 1]) + SEALED[21:],
    ],
    ids=["nothing", "version alone", "other version", "shorter", "longer", "one bit"],
)
def test_a_sealed_value_that_was_changed_does_not_open(changed: bytes) -> None:
    """Any difference is noticed."""
    with pytest.raises(SealBrokenError):
        VAULT.open("account", "email", 7, changed)


def test_another_key_opens_nothing() -> None:
    """A value belongs to the key that sealed it."""
    with pytest.raises(SealBrokenError):
        Vault(bytes(32)).open("account", "email", 7, SEALED)


def test_the_same_text_is_never_sealed_alike() -> None:
    """Equal values cannot be told by their seals."""
    assert len({VAULT.seal("account", "email", 7, "sari@contoh.id") for _ in range(50)}) == 50


def test_an_index_finds_equal_values_of_one_column_only() -> None:
    """The same value in another column, or under another key, has another index."""
    here = VAULT.index("nik", "3201010703900001")
    assert here == VAULT.index("nik", "3201010703900001")
    others = {
        VAULT.index("kk", "3201010703900001"),
        VAULT.index("nik", "3201010703900002"),
        Vault(bytes(32)).index("nik", "3201010703900001"),
    }
    assert here not in others
    assert len(others) == 3


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    """The second start reads what the first one made, readable by its owner alone."""
    path = tmp_path / "data" / "kunci"
    key = load_master_key(path, may_create=True)
    assert load_master_key(path, may_create=False) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["kunci"]


def test_two_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    """Whoever comes second takes the key of the first."""
    keys: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: keys.append(load_master_key(tmp_path / "kunci", may_create=True)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_missing_key_is_not_replaced(tmp_path: Path) -> None:
    """A new key would open nothing that is stored."""
    with pytest.raises(KeyFileError, match=r"kunci is missing.*put it back"):
        load_master_key(tmp_path / "kunci", may_create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "bukan kunci", "00" * 31, "00" * 33])
def test_a_file_that_is_no_key_stops_the_start(tmp_path: Path, content: str) -> None:
    """Its content is not repeated."""
    path = tmp_path / "kunci"
    path.write_text(content)
    with pytest.raises(KeyFileError) as caught:
        load_master_key(path, may_create=True)
    assert "kunci" in str(caught.value)
    assert not content or content not in str(caught.value)
    assert path.read_text() == content
