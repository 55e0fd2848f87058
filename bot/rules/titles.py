"""Gelar: the titles that Indonesians carry before and behind their names, on an ijazah but not on a KTP.

They come with dots, without, or spread over blanks ("S.Pd.", "SPd", "S. Pd"). Too long a list does less harm than
too short a one: it only lets two spellings of one name agree, while NIK and birth date still have to.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.rules.errors import RuleError

_BEFORE: Final = (
    "Prof. Profesor Dr. Drs. Dra. drg. drh. Ir. H. Hj. Hi. K.H. Haji Hajah Hajjah Ust. Ustadz Apt. Ns. Ners Bdn. Pdt. "
    "Tgk."
)
_AFTER: Final = (
    "A.Ma. A.Ma.Pd. A.Ma.Pust. A.Md. A.Md.Ak. A.Md.Farm. A.Md.Gz. A.Md.Keb. A.Md.Kep. A.Md.KG. A.Md.KL. A.Md.Kom. "
    "A.Md.Pd. A.Md.PK. A.Md.Rad. A.Md.T. A.M.K. Am.Keb. A.M.K.G. A.M.K.L. A.P. Apt. B.A. B.B.A. B.Sc. CPNS D.E.A. "
    "D.E.S.S. Dipl. Gr. Lc. Ners Ns. Ph.D. "
    "S.A.B. S.Ag. S.Ak. S.A.N. S.A.P. S.Ars. S.E. S.E.I. S.Farm. S.Fil. S.Gz. S.H. S.H.I. S.Hum. S.Hut. S.I.A. "
    "S.I.Kom. S.I.P. S.I.Pem. S.I.Pust. S.Keb. S.Ked. S.Kep. S.Kes. S.K.G. S.K.H. S.K.M. S.Kom. S.K.Pm. S.M. S.Mat. "
    "S.Mn. S.P. S.Pd. S.Pd.AUD. S.Pd.B. S.Pd.H. S.Pd.I. S.Pd.K. S.Pd.SD. S.Pi. S.Psi. S.Pt. S.Ptk. S.S. S.Si. S.Sn. "
    "S.Sos. S.Sos.I. S.S.T. S.S.T.P. S.T. S.Th. S.Th.I. S.T.I. S.T.P. S.Tr. S.Tr.Keb. S.Tr.Kep. S.T.T.P. S.Sy. S.Ve. "
    "M.A. M.Ag. M.Ak. M.A.P. M.A.R.S. M.B.A. M.D.S. M.E. M.Ec. M.Ed. M.E.I. M.Eng. M.Farm. M.Fil. M.H. M.H.I. M.Hum. "
    "M.I. M.I.Kom. M.I.P. M.Keb. M.Ked. M.Kep. M.Kes. M.K.M. M.Kn. M.Kom. M.M. M.M.Pd. M.P. M.P.A. M.Pd. M.Pd.I. "
    "M.P.H. M.P.I. M.Psi. M.S. M.Sc. M.S.E. M.Si. M.Sn. M.Sos. M.S.Tr. M.T. M.Th. M.T.P. "
    "Sp.A. Sp.An. Sp.B. Sp.KJ. Sp.M. Sp.OG. Sp.OT. Sp.PD. Sp.Rad. Sp.U."
)
_NOT_A_LETTER: Final = re.compile(r"[^a-z]+")
LONGEST: Final = 60
NONE: Final = "-"
_SAID_NONE: Final = frozenset({"", "tidakada", "tdkada", "tidakpunya", "tanpagelar", "kosong", "none"})
_BESIDE_LETTERS: Final = frozenset(" .,;-–—'’()/")
_PARTING: Final = re.compile(r"[. ]")
_LISTS: Final = re.compile(r"\s*[,;]\s*")


def _key(spelled: str) -> str:
    return _NOT_A_LETTER.sub("", spelled.lower())


_TITLES_BEFORE: Final = {_key(spelled): spelled for spelled in _BEFORE.split()}
_TITLES_AFTER: Final = {_key(spelled): spelled for spelled in _AFTER.split()}
_LONGEST_BEFORE: Final = 2
_LONGEST_AFTER: Final = 4


class TitleError(RuleError):
    """Why a text is no list of titles.

    Codes: `titles_too_long` (max), `titles_characters`, `title_belongs_behind`, `title_belongs_before`.
    """


def parse_titles_before(text: str) -> str:
    """The titles before a name, spelled as is usual: "drs h" is "Drs. H."; `-` for none.

    Raises:
        TitleError: with the reason.
    """
    return _joined(" ", _parse(text, _TITLES_BEFORE, _TITLES_AFTER, "title_belongs_behind"))


def parse_titles_after(text: str) -> str:
    """The titles behind a name, spelled as is usual: "SPd MM" is "S.Pd., M.M."; `-` for none.

    Raises:
        TitleError: with the reason.
    """
    return _joined(", ", _parse(text, _TITLES_AFTER, _TITLES_BEFORE, "title_belongs_before"))


def without_titles(words: Sequence[str]) -> Sequence[str]:
    """The words of a name, lower case and letters only, less the titles at both ends; at least one word stays."""
    while size := _title_at_start(words):
        words = words[size:]
    while size := _title_at_end(words):
        words = words[:-size]
    return words


def _title_at_start(words: Sequence[str]) -> int:
    """How many of the first words form one title."""
    sizes = range(min(_LONGEST_BEFORE, len(words) - 1), 0, -1)
    return next((size for size in sizes if "".join(words[:size]) in _TITLES_BEFORE), 0)


def _title_at_end(words: Sequence[str]) -> int:
    """How many of the last words form one title."""
    sizes = range(min(_LONGEST_AFTER, len(words) - 1), 0, -1)
    return next((size for size in sizes if "".join(words[-size:]) in _TITLES_AFTER), 0)


def _parse(text: str, own: Mapping[str, str], other: Mapping[str, str], misplaced: str) -> list[str]:
    """The titles of a text, each as in `own`; one that nobody knows stays as it is written."""
    if not all(character.isalpha() or character in _BESIDE_LETTERS for character in text):
        raise TitleError("titles_characters")
    if _key(text) in _SAID_NONE:
        return [NONE]
    known = {**other, **own}
    found = [title for segment in _LISTS.split(text) for title in _spelled(segment.split(), known)]
    keys = {_key(title) for title in found}
    if any(key in other and key not in own for key in keys):
        raise TitleError(misplaced)
    return found


def _joined(between: str, found: Sequence[str]) -> str:
    joined = between.join(found)
    if len(joined) > LONGEST:
        raise TitleError("titles_too_long", max=LONGEST)
    return joined


def _spelled(words: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Each title of some written words, as it is known; the longest run of words that is one counts as one."""
    found: list[str] = []
    while words:
        sizes = range(min(_LONGEST_AFTER, len(words)), 0, -1)
        runs = ((size, _title(words[:size], known)) for size in sizes)
        size, title = next(((size, title) for size, title in runs if title), (1, ""))
        found += [title] if title else _parted(words[0], known)
        words = words[size:]
    return found


def _title(words: Sequence[str], known: Mapping[str, str]) -> str:
    """The one title that the words spell, or nothing."""
    written = " ".join(words)
    title = known.get(_key(written), "")
    if title == "Dr." and written[0].islower():
        # A dokter writes "dr." and a doktor "Dr.": nothing else tells them apart.
        return "dr."
    in_one = "." not in title.rstrip(".")
    # "Dr. H." is no "drh.": what is written in one must be typed so.
    return "" if in_one and _PARTING.search(written.rstrip(". ")) else title


def _parted(word: str, known: Mapping[str, str]) -> list[str]:
    """Titles written as one word, "S.Pd.M.Pd."; the word itself, where it is not made of known ones."""
    parts = [part for part in word.split(".") if part]
    if len(parts) > 1:
        titles = _spelled(parts, known)
        if all(_key(title) in known for title in titles):
            return titles
    return [word]
