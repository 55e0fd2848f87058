"""Names of units kerja in little room: usual abbreviations first, then without their middle.

Units of one instansi begin alike and differ at their end, by a number or a place; so the end is what must stay.
"""

import re
from collections.abc import Callable
from typing import Final

_ABBREVIATED: Final = {
    "Sekolah Dasar Negeri": "SDN",
    "Sekolah Menengah Pertama Negeri": "SMPN",
    "Sekolah Menengah Atas Negeri": "SMAN",
    "Sekolah Menengah Kejuruan Negeri": "SMKN",
    "Sekolah Luar Biasa Negeri": "SLBN",
    "Taman Kanak-Kanak": "TK",
    "Madrasah Ibtidaiyah Negeri": "MIN",
    "Madrasah Tsanawiyah Negeri": "MTsN",
    "Madrasah Aliyah Negeri": "MAN",
    "Pusat Kesehatan Masyarakat": "Puskesmas",
    "Rumah Sakit Umum Daerah": "RSUD",
    "Unit Pelaksana Teknis Daerah": "UPTD",
    "Unit Pelaksana Teknis": "UPT",
    "Badan Layanan Umum Daerah": "BLUD",
    "Satuan Polisi Pamong Praja": "Satpol PP",
    "Sekretariat": "Set.",
    "Pemerintah": "Pem.",
    "Kabupaten": "Kab.",
    "Kecamatan": "Kec.",
    "Kelurahan": "Kel.",
    "Provinsi": "Prov.",
    "Bagian": "Bag.",
    "Bidang": "Bid.",
}
_WORDS: Final = re.compile(rf"\b({'|'.join(map(re.escape, _ABBREVIATED))})\b", re.IGNORECASE)
_BY_WORDS: Final = {words.lower(): short for words, short in _ABBREVIATED.items()}
_ELLIPSIS: Final = "…"
_EDGES: Final = " ,.-–/"


def short_name(name: str, fits: Callable[[str], bool]) -> str:
    """The name as it is if it fits; else abbreviated; else without words of its middle, or at worst without letters."""
    if fits(name):
        return name
    name = _WORDS.sub(lambda found: _BY_WORDS[found[0].lower()], name)
    if fits(name):
        return name
    words = name.split()
    for kept in range(len(words) - 1, 1, -1):
        first, last = words[: kept // 2], words[kept // 2 - kept :]
        if fits(shortened := f"{' '.join(first)} {_ELLIPSIS} {' '.join(last)}"):
            return shortened
    return _without_letters(name, fits)


def _without_letters(name: str, fits: Callable[[str], bool]) -> str:
    """As many letters as fit, half of them of the end; two at least."""
    least, most = 2, len(name) - 1
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(_halves(name, middle)) else (least, middle - 1)
    return _halves(name, least)


def _halves(name: str, kept: int) -> str:
    end = kept // 2
    return f"{name[: kept - end].rstrip(_EDGES)}{_ELLIPSIS}{name[-end:].lstrip(_EDGES)}"
