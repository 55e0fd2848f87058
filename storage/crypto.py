"""Keys, encrypted columns and blind indexes.

One master key lies in a file of its own outside the database. From it HKDF derives a key for each table and for
each indexed column, so that no key encrypts more than AES-GCM's random nonces bear, and no index can be compared
with another column's.
"""

import os
import secrets
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32
_NONCE_BYTES = 12
_INDEX_BYTES = 16
_VERSION = b"\x01"


class KeyFileError(Exception):
    """The master key cannot be had: the file is missing beside existing data, unreadable, or not a key."""


class SealBrokenError(Exception):
    """A sealed value was changed, moved to another row, or sealed with another key."""


def load_master_key(path: Path, *, may_create: bool) -> bytes:
    """Read the 32-byte master key; on the very first start make it, readable by its owner alone.

    Raises:
        KeyFileError: it is no key, or there is none and `may_create` is false (a new one could open nothing stored).
    """
    if not path.exists():
        if not may_create:
            raise KeyFileError(f"the key file {path.name} is missing; put it back beside the data that it encrypts")
        _make_key(path)
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise KeyFileError(f"the key file {path.name} cannot be read as a key") from error
    if len(key) != _KEY_BYTES:
        raise KeyFileError(f"the key file {path.name} does not hold a 32-byte key")
    return key


def _make_key(path: Path) -> None:
    """Write a new key beside its place and link it there whole: a crash leaves no half, a faster process wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(_KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        Path(unfinished).unlink()


class Vault:
    """Seals and opens values; each is bound to its table, column and row."""

    def __init__(self, master_key: bytes) -> None:
        self._master = master_key
        self._cipher = cache(lambda table: AESGCM(self.derive(f"seal:{table}")))
        self._keyed = cache(lambda purpose: blake2b(key=self.derive(purpose), digest_size=_INDEX_BYTES))

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, from the master key by HKDF-SHA256 (RFC 5869)."""
        return HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=purpose.encode()).derive(self._master)

    def seal_bytes(self, table: str, column: str, row: int | str, data: bytes) -> bytes:
        """AES-256-GCM: one version byte, 12 of nonce, the ciphertext, 16 of tag."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher(table).encrypt(nonce, data, _bound_to(table, column, row))

    def open_bytes(self, table: str, column: str, row: int | str, sealed: bytes) -> bytes:
        """The bytes that were sealed for this very place.

        Raises:
            SealBrokenError: they were not.
        """
        if sealed[:1] != _VERSION:
            raise SealBrokenError
        nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return self._cipher(table).decrypt(nonce, body, _bound_to(table, column, row))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError from error

    def seal(self, table: str, column: str, row: int | str, text: str) -> bytes:
        """Seal a text."""
        return self.seal_bytes(table, column, row, text.encode())

    def seal_many(
        self, table: str, column: str, rows: Sequence[int], texts: Sequence[str | None]
    ) -> list[bytes | None]:
        """Seal a column of many rows, as `seal` does each; None stays None. Half of its time, for a whole roster."""
        encrypt = self._cipher(table).encrypt
        # Random bytes are as good by the thousand as by the dozen: each nonce is a piece of its own.
        chance = os.urandom(_NONCE_BYTES * len(rows))
        nonces = (chance[start : start + _NONCE_BYTES] for start in range(0, len(chance), _NONCE_BYTES))
        return [
            None if text is None else _VERSION + nonce + encrypt(nonce, text.encode(), _bound_to(table, column, row))
            for row, text, nonce in zip(rows, texts, nonces, strict=True)
        ]

    def open(self, table: str, column: str, row: int | str, sealed: bytes) -> str:
        """Open a sealed text; raises SealBrokenError."""
        return self.open_bytes(table, column, row, sealed).decode()

    def index(self, column: str, value: str) -> bytes:
        """A 16-byte keyed fingerprint (BLAKE2b): equal values can be found and made unique, and none can be read."""
        return self.fingerprints(f"index:{column}", (value,))[0]

    def fingerprints(self, purpose: str, texts: Iterable[str]) -> list[bytes]:
        """The 16-byte BLAKE2b of each text, keyed for one purpose."""
        # The key is a block of its own: a copy has it behind it.
        begun = self._keyed(purpose)
        digests = []
        for text in texts:
            made = begun.copy()
            made.update(text.encode())
            digests.append(made.digest())
        return digests


def _bound_to(table: str, column: str, row: int | str) -> bytes:
    return f"{table}.{column}.{row}".encode()
