"""How large the files may be that people send: what the settings say, as the texts tell it."""

from dataclasses import dataclass
from typing import Final

from bot.engine.effects import Params, Term
from bot.engine.flow import Teller

NAMES: Final = ("batas_foto:ukuran", "batas_dokumen:ukuran", "ukuran_dokumen", "dokumen_terbaca")
"""How the answers of `/bantuan` name what `told` gives."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """In bytes; a paper whose `paper_least` is 0 may be as small as it likes."""

    picture: int
    paper_least: int
    paper: int
    sptjm: int


def told(sizes: Sizes) -> Params:
    """For every text that tells what to send."""
    range_of_papers: Params = {"least": sizes.paper_least, "largest": sizes.paper}
    return {
        "batas_foto": sizes.picture,
        "batas_dokumen": sizes.paper,
        "ukuran_dokumen": Term("term.ukuran_antara" if sizes.paper_least else "term.ukuran_paling", range_of_papers),
        "dokumen_terbaca": Term("term.terbaca_sejak" if sizes.paper_least else "term.terbaca", range_of_papers),
    }


def telling(sizes: Sizes) -> Teller:
    """The same for a screen that tells nothing else."""
    return lambda _answers: told(sizes)
