"""What an SPTJM says, and what stands at the foot of each of its pages."""

from dataclasses import dataclass
from typing import Final

from bot.documents.card_ink import GREY, LINE, MM, Ink, regular

LEFT: Final = 20 * MM
WIDTH: Final = 170 * MM
TOP: Final = 279 * MM
FLOOR: Final = 22 * MM
_SMALL: Final = 7.5


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter, each text as a person shall read it; `pangkat` may be empty, `fingerprint` is in readable groups.

    `own_terms`: an operator's own rules were in force, so that it cites no letter.
    """

    nomor: str
    instansi: str
    kode: str
    nama: str
    nip: str
    jabatan: str
    pangkat: str
    tempat: str
    difinalisasi: str
    dicetak: str
    fingerprint: str
    own_terms: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the nominative list, NIK in full."""

    nama: str
    nik: str
    perempuan: bool
    eks_thk2: bool
    jabatan: str
    unit_kerja: str


def foot(facts: LetterFacts, number: int, last: int) -> bytes:
    """The operators of a page's foot: which letter, of which roster, which page."""
    ink = Ink()
    page = f"Halaman {number} dari {last}"
    ink.rule(LEFT, 16.5 * MM, WIDTH, colour=LINE)
    ink.text(LEFT, 12.5 * MM, f"{facts.nomor} · sidik jari {facts.fingerprint}", _SMALL, colour=GREY)
    ink.text(LEFT + WIDTH - regular().width(page, _SMALL), 12.5 * MM, page, _SMALL, colour=GREY)
    private = f"Dicetak {facts.dicetak}. Memuat data pribadi: berikan hanya kepada yang berwenang."
    ink.text(LEFT, 9 * MM, private, _SMALL, colour=GREY)
    return ink.operators
