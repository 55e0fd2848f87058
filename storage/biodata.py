"""The biodata's values: what the worker says over what their account and the instansi say, as text and as stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from storage.crypto import Vault

BIODATA: Final = (
    "jenis_kelamin",
    "email",
    "ponsel",
    "kabupaten",
    "alamat",
    "status_perkawinan",
    "agama",
    "gelar_depan",
    "gelar_belakang",
    "tingkat_pendidikan",
    "pendidikan_terakhir",
    "nomor_ijazah",
    "nama_sekolah",
    "tanggal_lulus",
    "jabatan",
    "unit_kerja",
    "tempat_lahir_ijazah",
    "tanggal_lahir_ijazah",
)
"""What the worker may say, in the order of the page."""
OF_ACCOUNT: Final = ("email", "ponsel")
"""What the account knows already."""
OF_INSTANSI: Final = (
    "jenis_kelamin",
    "tingkat_pendidikan",
    "pendidikan_terakhir",
    "nomor_ijazah",
    "nama_sekolah",
    "tanggal_lulus",
    "jabatan",
    "unit_kerja",
)
"""What the instansi may have registered already."""

_SEALED: Final = ("email", "ponsel", "alamat")
_DATES: Final = ("tanggal_lulus", "tanggal_lahir_ijazah")

Values = dict[str, str | None]
"""By the names of BIODATA; a date is ISO 8601 text, and None is what was not said."""


def opened(vault: Vault, account_id: int, row: Mapping[str, Any]) -> Values:
    """The worker's own words, from the columns of their row."""
    return {
        name: vault.open("biodata", name, account_id, row[name])
        if name in _SEALED and row[name] is not None
        else as_text(row[name])
        for name in BIODATA
    }


def stored(vault: Vault, account_id: int, said: Mapping[str, str | None]) -> dict[str, Any]:
    """The columns that keep these words.

    Raises:
        KeyError: a word for which there is no column.
        ValueError: a date that is none.
    """
    if unknown := said.keys() - set(BIODATA):
        raise KeyError(*sorted(unknown))
    return {name: _column(vault, account_id, name, value) for name, value in said.items()}


def as_text(value: str | date | None) -> str | None:
    """A column's value as text."""
    return value.isoformat() if isinstance(value, date) else value


def _column(vault: Vault, account_id: int, name: str, value: str | None) -> str | date | bytes | None:
    if value is None:
        return None
    if name in _SEALED:
        return vault.seal("biodata", name, account_id, value)
    return date.fromisoformat(value) if name in _DATES else value
