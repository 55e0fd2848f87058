"""Names of units kerja where there is little room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.rekap_names import short_name


def within(name: str, letters: int) -> str:
    return short_name(name, lambda text: len(text) <= letters)


@pytest.mark.parametrize(
    ("name", "letters", "told"),
    [
        ("Sekolah Dasar Negeri Cibinong 12", 40, "Sekolah Dasar Negeri Cibinong 12"),
        ("SEKOLAH DASAR NEGERI CIBINONG 12", 20, "SDN CIBINONG 12"),
        ("Pusat Kesehatan Masyarakat Kecamatan Contoh", 30, "Puskesmas Kec. Contoh"),
        ("Bidang Pembinaan SMP, Dinas Pendidikan, Seksi 7", 30, "Bid. Pembinaan … Seksi 7"),
        ("Unitkerjatanpaspasi12", 9, "Unit…si12"),
        ("Bidangan Pengairan", 30, "Bidangan Pengairan"),
    ],
)
def test_a_long_name_keeps_its_beginning_and_its_end(name: str, letters: int, told: str) -> None:
    """Usual words are abbreviated first; the number at the end tells one school from the other."""
    assert within(name, letters) == told


@given(st.text(min_size=1, max_size=60), st.integers(3, 70))
def test_every_name_fits(name: str, letters: int) -> None:
    """Whatever it is, down to a letter on either side."""
    assert len(within(name, letters)) <= letters
