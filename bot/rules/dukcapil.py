"""Asking Dukcapil: the message in the form that Halo Dukcapil asks for, the links that open it, and the local office.

Hotline, numbers, address and form are those that BKN gave to whoever is not found in the pendataan. The first line
names the form, each person has a line in its order; letters are plain, because an accent halves what an SMS holds.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from bot.rules.nik import LENGTH
from bot.rules.places import name_of

HOTLINE: Final = "1500537"
NUMBER: Final = "08118005373"
EMAIL: Final = "callcenter.dukcapil@gmail.com"
FORM: Final = "#NIK #Nama_Lengkap #Nomor_Kartu_Keluarga #Nomor_Telp #Permasalahan"
SUBJECT: Final = "Pengecekan data kependudukan, Pendataan Non-ASN"
"""Without anybody's data: subjects are shown on locked screens."""
LONGEST_PROBLEM: Final = 160

_ABROAD: Final = "62" + NUMBER.removeprefix("0")
_ELLIPSIS: Final = "..."
_NO_DIGITS: Final = "-"
_PLAIN: Final = str.maketrans(
    {"#": " ", "_": " ", "^": " ", "~": "-", "|": "/", "\\": "/", "[": "(", "]": ")", "{": "(", "}": ")"}
    | dict.fromkeys("‘’`´ʼʻ", "'")
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("–—‐‑", "-")
)
"""What parts the fields, what costs two places in an SMS, and what people's keyboards write for plain marks."""


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """Whose data Dukcapil shall look up, and what is wrong; an empty `kk` or `ponsel` is not known."""

    nik: str
    nama: str
    kk: str
    ponsel: str
    masalah: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to Dukcapil: how long a message may be there, as `measure` counts."""

    longest: int
    measure: Callable[[str], int]


@dataclass(frozen=True, slots=True, repr=False)
class Links:
    """What opens WhatsApp, SMS or mail with the message in it; only the first can be a button in Telegram."""

    whatsapp: str
    sms: str
    mail: str


def encoded(text: str) -> str:
    """The text as it stands in a link."""
    return quote(text, safe="")


SMS: Final = Channel(612, len)
"""Four SMS sent as one, each of 153 characters of GSM's alphabet (3GPP TS 23.040)."""
LINK: Final = Channel(1900, lambda text: len(encoded(text)))
"""WhatsApp and mail take more, but an address of more than 2,048 characters is refused on the way there."""


def message(case: Case) -> str:
    """The message about one person: the form in the first line, the values in its order in the second."""
    return f"{FORM}\n{_values(case)}"


def batch(cases: Sequence[Case], channel: Channel = LINK) -> list[str]:
    """The messages about a day's people, numbered throughout, each short enough for the channel; none for nobody.

    Of several messages, each says which it is: `Bagian 1 dari 3`. Nobody is split between two.
    """
    head = len(cases)
    room = channel.longest - channel.measure(_headed("", head, head))
    parts: list[str] = []
    for number, case in enumerate(cases, 1):
        line = f"\n{number}. {_values(case)}"
        if parts and channel.measure(parts[-1] + line) <= room:
            parts[-1] += line
        else:
            parts.append(line)
    if len(parts) == 1:
        return [FORM + parts[0]]
    return [_headed(part, number, len(parts)) for number, part in enumerate(parts, 1)]


def links(text: str) -> Links:
    """What opens each channel with this message in it.

    Line breaks are those of RFC 6068 in a mail, and of RFC 3986's plain encoding elsewhere.
    """
    body = encoded(text)
    return Links(
        whatsapp=f"https://wa.me/{_ABROAD}?text={body}",
        sms=f"sms:{NUMBER}?body={body}",
        mail=f"mailto:{EMAIL}?subject={encoded(SUBJECT)}&body={encoded(text.replace(chr(10), chr(13) + chr(10)))}",
    )


def local_office(nik: str) -> str | None:
    """The office of the kabupaten where the NIK was issued: `Disdukcapil Kabupaten Bogor`.

    Jakarta's kota have a Sudin under the province's Dinas. None where the code is none of today's: codes are kept for
    life. Whoever has moved since belongs to the office on the newest KTP.
    """
    named = name_of(nik[:4]) if len(nik) == LENGTH else None
    if named is None:
        return None
    place = named.split(", ", maxsplit=1)[0]
    office = "Sudin Dukcapil" if " Administrasi " in place else "Disdukcapil"
    return f"{office} {place}"


def _headed(lines: str, number: int, of: int) -> str:
    return f"Bagian {number} dari {of}\n{FORM}{lines}"


def _values(case: Case) -> str:
    values = (case.nik, _plain(case.nama), case.kk or _NO_DIGITS, case.ponsel or _NO_DIGITS, _problem(case.masalah))
    return " ".join(f"#{value}" for value in values)


def _problem(text: str) -> str:
    words = _plain(text)
    if len(words) <= LONGEST_PROBLEM:
        return words
    return words[: LONGEST_PROBLEM - len(_ELLIPSIS)].rstrip() + _ELLIPSIS


def _plain(text: str) -> str:
    spelled = unicodedata.normalize("NFKD", text.translate(_PLAIN)).translate(_PLAIN)
    return " ".join(spelled.encode("ascii", "ignore").decode().split())
