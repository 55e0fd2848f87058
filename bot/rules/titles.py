"""Gelar: the titles that Indonesians carry before and behind their names, on an ijazah but not on a KTP.

They come with dots, without, or spread over blanks ("S.Pd.", "SPd", "S. Pd"). Too long a list does less harm than
too short a one: it only lets two spellings of one name agree, while NIK and birth date still have to.
"""

from collections.abc import Sequence
from typing import Final

_BEFORE: Final = "prof profesor dr drs dra drg drh ir h hj hi kh haji hajah hajjah ust ustadz apt ns ners bdn pdt tgk"
_AFTER: Final = (
    "ama amd amdak amdfarm amdgz amdkeb amdkep amdkg amdkl amdkom amdpd amdpk amdrad amdt amk amkeb amkg amkl "
    "ap apt ba bba bsc cpns dea dess dipl lc ners ns phd "
    "sab sag sak san sap sars se sei sfarm sfil sgz sh shi shum shut sia sikom sip sipem skeb sked skep "
    "skes skg skh skm skom skpm sm smat smn sp spd spdaud spdb spdh spdi spdk spdsd spi spsi spt sptk ss ssi "
    "ssn ssos sst sstp st sth sthi sti stp str strkeb strkep sttp ssy sve "
    "ma mag mak map mars mba mds me mec med mei meng mfarm mfil mh mhi mhum mi mikom mip mkeb mked mkep mkes mkm "
    "mkn mkom mm mmpd mp mpa mpd mpdi mph mpi mpsi ms msc mse msi msn msos mstr mt mth mtp "
    "spa span spb spkj spm spog spot sppd sprad spu"
)
_TITLES_BEFORE: Final = frozenset(_BEFORE.split())
_TITLES_AFTER: Final = frozenset(_AFTER.split())
_LONGEST_BEFORE: Final = 2
_LONGEST_AFTER: Final = 4


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
