"""Every text fits what Telegram takes, filled with the longest that may stand in it, and so does every button."""

import html
import itertools
import re
import string
from typing import Any

import pytest

from bot.conversations import wording
from bot.conversations.wording import Wording
from bot.engine.effects import Goto, Pick, Run, Say, Term, View
from bot.engine.flow import Challenge, End, Stop
from tests.conversations.texts_refusals import reasons
from tests.house import flows

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
DATA_LIMIT = 64
TOAST_LIMIT = 200
LABEL = 60
"""Longer labels are cut on a narrow phone, even in a row of their own."""

_TIME = "27 September 2022 pukul 10.00 WIB"
_DAY = "27 September 2022"
_INSTANSI = "Dinas Pendidikan " * 11 + "Kabupaten"
_NAME = "Wahyuningsih " * 7 + "Wulandari"
_CHOICE = "Administrator (Gubernur, Bupati, Wali Kota)"
_PAPER = "PDF, 50 halaman, 1.024 KB"
_LINE = Term("term.panjang")
_ANY = "W" * 200
"""No answer may be longer."""
_LONGEST: dict[str, Any] = {
    **dict.fromkeys(("at", "until", "created", "ended"), _TIME),
    **dict.fromkeys(("day", "start", "end", "tanggal", "tanggal_lahir", "tanggal_lahir_ijazah"), _DAY),
    **dict.fromkeys(("tanggal_lulus", "tanggal_sk", "tanggal_mulai", "tanggal_berakhir"), _DAY),
    **dict.fromkeys(("instansi", "role"), _INSTANSI),
    **dict.fromkeys(("jenis_kelamin", "status_perkawinan", "agama", "tingkat_pendidikan", "status"), _CHOICE),
    **dict.fromkeys(("jenis_penandatangan", "jenis_pembayaran", "jenis", "stage", "page"), _CHOICE),
    **dict.fromkeys(("ijazah", "kk", "sk", "bukti", "ktp", "pasfoto", "swafoto", "now"), _PAPER),
    **dict.fromkeys(
        ("here", "total", "count", "number", "first", "second", "left", "pages", "sent", "min", "max"), 1000
    ),
    **dict.fromkeys(("nomor_sk", "nomor_ijazah", "pendidikan", "pendidikan_terakhir"), "W" * 100),
    **dict.fromkeys(("tempat", "tempat_lahir", "tempat_lahir_ijazah", "gelar_depan", "gelar_belakang"), "W" * 60),
    **dict.fromkeys(("words",), "w" * 100),
    **dict.fromkeys(("size", "limit", "before", "minimum"), 20 * 1024 * 1024 + 1),
    "nama": _NAME,
    "nomor": "NA-1234-5678-9",
    "nik": "3201••••••••0001",
    "ponsel": "0812••••••••7890",
    "email": "w" * 254,
    "earliest": 1900,
    "province": "99",
    "question": "Apa makanan kesukaan Anda waktu kecil?",
    "reason": "pdf_too_many_pages",
    "roles": (Term("term.jabatan"),) * 5,
    "lines": (_LINE,) * 20,
    "penilaian": (_LINE,) * 5,
    "temuan": (Term("term.jabatan"),) * 8,
}
"""The longest that may stand in a text, by parameter; anything else is an answer, or a text of its own."""
_AS_TERMS = {"term.panjang": "W" * 160, "term.jabatan": f"verifikator {_INSTANSI}"}
"""A line of a list that grows, and a role: as long as most are."""
_CAPTIONS = re.compile(
    r"(offer|view)\..*|ask\.(captcha_\w+|selesai|berakhir)|say\.(card|card_pendataan|data|masa_kerja)"
)
"""What goes along with a picture or a file."""


@pytest.fixture(scope="module")
def words() -> Wording:
    """Give all texts, and the lines of the lists."""
    loaded = wording.load().texts
    return Wording({**loaded, "common": {**loaded["common"], **_AS_TERMS}})


def plain(text: str) -> str:
    """A message as Telegram counts it."""
    return html.unescape(re.sub(r"</?(b|i|code|a)(?: [^>]*)?>", "", text))


def filled(words: Wording, place: str, code: str, **given: Any) -> str:  # noqa: ANN401 - whatever a text is filled with
    """A text with the longest parameters."""
    named = {name for _, name, _, _ in string.Formatter().parse(words.texts[place][code]) if name}
    return plain(words.text(place, code, {name: given.get(name, _LONGEST.get(name, _ANY)) for name in named}))


def test_every_message_fits_with_the_longest_in_it(words: Wording) -> None:
    """Also with the longest reason and line of progress above it, and one's present answer below it."""
    reason = max(len(plain(words.text(place, f"error.{code}", params))) for place, (code, params) in reasons())
    around = reason + len("Halaman 3 dari 5 · Riwayat Pekerjaan · 10/10") + len(f"Jawaban Anda sekarang: {_ANY}") + 6
    for place, texts in words.texts.items():
        for code in texts:
            kind = code.partition(".")[0]
            if kind not in {"ask", "say", "offer", "view"}:
                continue
            limit = CAPTION_LIMIT if _CAPTIONS.fullmatch(code) else TEXT_LIMIT
            room = limit - (around if kind in {"ask", "offer"} else 0)
            assert len(filled(words, place, code)) <= room, f"{place}: {code}"


def test_the_list_of_riwayat_fits(words: Wording) -> None:
    """Five with the longest answers, each overlapping all others, and what is said above and below."""
    listed = filled(words, "riwayat", "term.entri", papers="bukti pembayaran belum ada, SK belum ada")
    overlaps = "riwayat 1 dan 2, " * 10
    assert 5 * len(listed) + len(overlaps) + 1000 <= TEXT_LIMIT


def test_toasts_and_labels_fit(words: Wording) -> None:
    """A toast of 200 letters; a label that a narrow phone shows whole, where the words are ours."""
    for place, texts in words.texts.items():
        for code, text in texts.items():
            if code.startswith("toast."):
                assert len(text) <= TOAST_LIMIT, f"{place}: {code}"
            if code.startswith(("button.", "field.")) and "{" not in text:
                assert len(text) <= LABEL, f"{place}: {code}"


@pytest.mark.parametrize("captcha_on", [True, False])
def test_every_button_fits_and_has_a_label(words: Wording, *, captcha_on: bool) -> None:
    """Its data within 64 bytes, in any revision, with the longest key that a button of ours carries."""
    longest = Pick("button.tetap", str(2**63 - 1))
    for flow in flows(captcha_on=captcha_on).values():
        for step in flow.steps:
            if not isinstance(step, Stop):
                continue
            own = (button for button in step.buttons({}) if isinstance(button, Pick | Goto | Run | View))
            say = Say("button.tetap", buttons=(*own, longest), revision=10**9)
            for key in itertools.chain.from_iterable(words.message(flow.name, say).rows):
                assert len(key.data.encode()) <= DATA_LIMIT
                assert key.label


def test_what_goes_with_a_picture_is_known_here(words: Wording) -> None:
    """The steps that bring a picture or a file are among those whose words must be few."""
    for flow in flows(captcha_on=True).values():
        for step in flow.steps:
            if isinstance(step, Challenge) or (isinstance(step, End) and step.name in {"selesai", "berakhir"}):
                assert _CAPTIONS.fullmatch(f"ask.{step.name}")
                assert f"ask.{step.name}" in words.texts[flow.name]
