"""Every screen of the account conversation has its words and fits, whatever was answered, with the longest answers."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.conversations import wording
from bot.conversations.account import names
from bot.conversations.account.flow import account_flow
from bot.conversations.wording import Wording
from bot.documents import captcha
from bot.engine.effects import Say
from bot.engine.flow import Challenge, End, Flow, Gate
from bot.engine.screen import show
from bot.engine.state import State
from tests.conversations.test_texts_fit import CAPTION_LIMIT, DATA_LIMIT, TEXT_LIMIT, plain
from tests.conversations.texts_refusals import FIGURES, reasons
from tests.conversations.texts_sources import offered
from tests.house import MORNING, SIZES

UPLOADED = {"file": "f" * 32, "size": 204_800, "width": 10_000, "height": 10_000, "warnings": ["background_not_blue"]}
LONG_NAME = "Wahyuningsih " * 7 + "Wulandari"
LONG_INSTANSI = "Dinas Pendidikan " * 11 + "Kabupaten"
FACTS: dict[str, Any] = {
    "persetujuan": MORNING.isoformat(),
    "nik": "3201014703900001",
    "kk": "3201010101010009",
    "nama": LONG_NAME,
    "tempat_lahir": "W" * 60,
    "tanggal_lahir": "1990-09-27",
    "ponsel": "+6281234567890123",
    "email": "w" * 64 + "@" + "w" * 185 + ".id",
    "captcha_identitas": True,
    "captcha_data": True,
    "terbuka": {"outcome": "cocok"},
    "password": "$argon2id$",
    "jawaban": "$argon2id$",
    "ktp": UPLOADED,
    "pasfoto": UPLOADED,
    "swafoto": UPLOADED,
    "lanjutkan": "lanjutkan",
    "cari_instansi": "w" * 100,
    "instansi": str(2**63 - 1),
    "usulan": {"nomor": "U-123456789", "instansi": LONG_INSTANSI},
    "pantauan": {"nomor": "P-123456789"},
    "beda": "helpdesk",
    "tiket": {"nomor": "T-123456789"},
}
"""Answers as long as they get."""


def journeys() -> Iterator[dict[str, Any]]:
    """Answers of each kind of way through the conversation."""
    until = (MORNING + timedelta(hours=1)).isoformat()
    fields = names.IDENTITY[1:]
    ends = itertools.chain.from_iterable(itertools.combinations(fields, number) for number in range(1, len(fields)))
    outcomes: list[dict[str, Any]] = [
        {"outcome": "beda", "fields": list(some), "agreeing": ["nik", *(f for f in fields if f not in some)]}
        for some in ends
    ]
    outcomes += [{"outcome": "beda", "fields": [], "agreeing": ["nik"]}, {"outcome": "jeda", "until": until}]
    outcomes += [{"outcome": "tutup", "deadline": "2022-09-30"}]
    outcomes += [{"outcome": outcome} for outcome in ("punya_akun", "difinalisasi")]
    agreed = {"outcome": "cocok", "worker": 1, "instansi": LONG_INSTANSI}
    made: dict[str, Any] = {"pertanyaan": names.SECURITY_QUESTIONS[0], "akun": {"nomor": "NA-1234-5678-9", "akun": 1}}
    for question in names.SECURITY_QUESTIONS:
        yield {**FACTS, "identitas": agreed, **made, "pertanyaan": question}
    for check in ({"nik": False, "kk": False, "nama": False}, {"menyusul": True}):
        yield {**FACTS, "identitas": agreed, **made, "lanjutkan": check}
    for outcome in outcomes:
        yield {**FACTS, "identitas": outcome}
    for changed in ("belum_terdaftar", "beda", "punya_akun", "difinalisasi", "tutup", "pindah"):
        yield {**FACTS, "identitas": agreed, "terbuka": {"outcome": changed}}
    for choice, found in itertools.product(("usulkan", "pantau"), ([], [[2**63 - 1, LONG_INSTANSI]] * 8)):
        unknown = {"outcome": "belum_terdaftar"}
        yield {**FACTS, "identitas": unknown, "belum_terdaftar": choice, "hasil_instansi": {"found": found}}
    yield {**FACTS, "persetujuan": "tidak_setuju"}


def screens(flow: Flow, words: Wording) -> Iterator[Say]:
    """Every screen, answered before or not, with the longest reason above it, every reason, and every offer."""
    own = [reason for place, reason in reasons() if place == names.NAME]
    longest = max(own, key=lambda reason: len(words.text(names.NAME, f"error.{reason[0]}", reason[1])))
    yield from (show(flow, State({}, "nik"), reason) for reason in own)
    shown = [step for step in flow.steps if not isinstance(step, Gate)]
    for answers, step in itertools.product(journeys(), shown):
        if not (step.when(answers) or step.name == "perbaiki"):
            continue
        if "pertanyaan" not in answers and (
            getattr(step, "stage", "") in {"data", "periksa"} or step.name == "selesai"
        ):
            continue
        aside = {"challenge": {"text": "WWWWW"}} if isinstance(step, Challenge) else {}
        unanswered = {name: answer for name, answer in answers.items() if name != step.name}
        for kept, reason in itertools.product(
            (answers, unanswered), [None] if isinstance(step, End) else [None, longest]
        ):
            yield show(flow, State(kept, step.name, aside, 10**9), reason)
    figures = {name: FIGURES[name] for name in ("size", "limit")}
    for kind, code, reason in itertools.product(names.PICTURES, offered("check_picture"), [None, longest]):
        offer = {"offer": code, "params": figures, "value": UPLOADED}
        yield show(flow, State(FACTS, kind, {"offer": offer}, 10**9), reason)


@pytest.mark.parametrize("captcha_on", [True, False])
def test_every_screen_has_its_words_and_fits(*, captcha_on: bool) -> None:
    """With every reason above it and the longest answers in it, and every button's data within 64 bytes."""
    words = wording.load()
    for say in screens(account_flow(captcha.pick if captcha_on else None, SIZES), words):
        message = words.message(names.NAME, say)
        limit = CAPTION_LIMIT if message.attachment else TEXT_LIMIT
        assert len(plain(message.html)) <= limit, say.text
        for key in itertools.chain.from_iterable(message.rows):
            assert len(key.data.encode()) <= DATA_LIMIT
            assert key.label
