"""Every text is there, is used, gets the parameters that it names, fits Telegram's limits, and keeps the tone."""

import ast
import html
import inspect
import itertools
import re
import string
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from bot import turns
from bot.conversations import wording
from bot.conversations.account import answers as parsers
from bot.conversations.account import names
from bot.conversations.account.flow import account_flow
from bot.conversations.reception import commands, routing
from bot.conversations.wording import Wording
from bot.documents import captcha, encoding, jpeg, pictures
from bot.engine import challenge, machine, parse
from bot.engine.effects import Say
from bot.engine.flow import Challenge, End, Flow, Gate
from bot.engine.screen import Reason, show
from bot.engine.state import State
from bot.gateway import translate
from bot.jobs import uploads, watching, work
from bot.rules import dates, identity, nik, password
from storage import staff
from tests.house import MORNING

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
BUTTON_LIMIT = 64
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
FIGURES: dict[str, str | float] = {
    "count": 4096, "min": 10, "max": 128, "province": "99", "earliest": 1900, "left": 2, "size": 20 * 1024 * 1024 + 1,
    "limit": 10_000 * 1024, "format": "office", "megapixels": 1000.5, "width": 10_000, "height": 199, "minimum": 200,
}  # fmt: skip
"""What refusals and offers are filled with."""
OFFERS = {
    "kecilkan": ("size", "limit"), "hasil_kecil": ("size",), "hasil_kecil_latar": ("size",), "latar_tidak_biru": (),
}  # fmt: skip
RAISED = {"Refusal", "NikError", "KkError", "IdentityError", "DateError", "PasswordError", "Unfit", "_refused"}
# A floor for sizes is set for no picture, and a picture that is too big is offered to be made smaller.
NEVER_RAISED = {"too_light"}


class Noting(dict[str, str]):
    """Texts that note which of them were looked up."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__(texts)
        self.noted: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - dict's own signature
        if key in self:
            self.noted.add(key)
        return super().get(key, default)


def calls(module: ModuleType) -> Iterator[ast.Call]:
    """Every call in a module's source."""
    return (node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call))


def literals(node: ast.AST) -> list[str]:
    """The strings in an expression."""
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def refusals() -> dict[str, set[str]]:
    """Each code by which the code refuses an answer or a picture, and the names of its parameters."""
    found: dict[str, set[str]] = {"job_failed": set()}
    for module in (parse, machine, parsers, nik, identity, dates, password, pictures, jpeg, encoding, uploads):
        for call in calls(module):
            if isinstance(call.func, ast.Name) and call.func.id in RAISED and call.args:
                # Of a choice between two codes only the codes count, and not what the choice hangs on.
                given = call.args[0]
                codes = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
                constants = [code.value for code in codes if isinstance(code, ast.Constant)]
                for code in constants:
                    found.setdefault(str(code), set()).update(word.arg for word in call.keywords if word.arg)
            for word in call.keywords:
                if word.arg == "reason" and isinstance(word.value, ast.Tuple):
                    reason, params = word.value.elts
                    if isinstance(reason, ast.Constant):
                        found[str(reason.value)] = set(literals(params))
    found |= captcha_reasons()
    for kind in (*translate._OTHER_KINDS, "unknown", "edited", "album"):
        found[f"other_{kind}"] = set()
    for code in [code for code in found if "not_16" in code]:
        found[code.replace("not_16", "too_many")] = found[code]
    return {code: params for code, params in found.items() if code not in NEVER_RAISED}


def captcha_reasons() -> dict[str, set[str]]:
    """Each code by which a captcha is asked again, and the names of its parameters."""
    returned = (node.value for node in ast.walk(_tree(challenge)) if isinstance(node, ast.Return))
    pairs = (value.elts[-1] for value in returned if isinstance(value, ast.Tuple))
    reasons = (pair.elts for pair in pairs if isinstance(pair, ast.Tuple))
    return {literals(code)[0]: set(literals(params)) for code, params in reasons}


def reasons() -> list[Reason]:
    """Every reason why a question may be asked again."""
    return [(code, {name: FIGURES[name] for name in params}) for code, params in refusals().items()]


def journeys() -> Iterator[dict[str, Any]]:
    """Answers of each kind of way through the account conversation."""
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
    for question in names.SECURITY_QUESTIONS:
        yield {**FACTS, "identitas": agreed, "pertanyaan": question, "akun": {"nomor": "NA-1234-5678-9", "akun": 1}}
    for outcome in outcomes:
        yield {**FACTS, "identitas": outcome}
    for changed in ("belum_terdaftar", "beda", "punya_akun", "difinalisasi", "tutup", "pindah"):
        yield {**FACTS, "identitas": agreed, "terbuka": {"outcome": changed}}
    for choice, found in itertools.product(("usulkan", "pantau"), ([], [[2**63 - 1, LONG_INSTANSI]] * 8)):
        unknown = {"outcome": "belum_terdaftar"}
        yield {**FACTS, "identitas": unknown, "belum_terdaftar": choice, "hasil_instansi": {"found": found}}
    yield {**FACTS, "persetujuan": "tidak_setuju"}


def screens(flow: Flow) -> Iterator[Say]:
    """Every screen of a flow, answered before or not, with the longest reason above it, every reason, every offer."""
    words = wording.load()
    longest = max(reasons(), key=lambda reason: len(words.text(names.NAME, f"error.{reason[0]}", reason[1])))
    yield from (show(flow, State({}, "nik"), reason) for reason in reasons())
    shown = [step for step in flow.steps if not isinstance(step, Gate)]
    for answers, step in itertools.product(journeys(), shown):
        if not (step.when(answers) or step.name == "perbaiki"):
            continue
        if "pertanyaan" not in answers and (step.stage in {"data", "periksa"} or step.name == "selesai"):
            continue
        aside = {"challenge": {"text": "WWWWW"}} if isinstance(step, Challenge) else {}
        unanswered = {name: answer for name, answer in answers.items() if name != step.name}
        for kept, reason in itertools.product(
            (answers, unanswered), [None] if isinstance(step, End) else [None, longest]
        ):
            yield show(flow, State(kept, step.name, aside, 10**9), reason)
    for kind, (code, params), reason in itertools.product(names.PICTURES, OFFERS.items(), [None, longest]):
        offer = {"offer": code, "params": {name: FIGURES[name] for name in params}, "value": UPLOADED}
        yield show(flow, State(FACTS, kind, {"offer": offer}, 10**9), reason)
    for kind in names.PICTURES:
        yield Say(f"view.{kind}")


@pytest.fixture(scope="module")
def noting() -> Wording:
    """Give all texts, noting which are used."""
    loaded = wording.load()
    return Wording({place: Noting(dict(texts)) for place, texts in loaded.texts.items()})


def plain(text: str) -> str:
    """A message as Telegram counts it."""
    return html.unescape(re.sub(r"</?b>", "", text))


def said_in_source() -> set[str]:
    """Codes that stand in the source of the reception and of what speaks besides the flows, those put together too."""
    found = {text for module in (commands, routing, turns, watching) for text in literals(_tree(module))}
    found |= {f"say.{code}" for call in calls(staff) if _called(call) == "InviteError" for code in literals(call)}
    found |= {f"toast.{code}" for module in (machine, routing) for call in calls(module) if _called(call) == "Toast"
              for code in literals(call)}  # fmt: skip
    found |= {f"term.{stage}" for stage in ("identitas", "data", "periksa")}
    found |= {f"term.role_{role}" for role in ("admin", "operator", "verifier", "helpdesk", "pusat")}
    found |= {f"term.{kind}" for kind in ("usulan", "pantauan", "tiket")}
    found |= {f"term.status_{status}" for status in ("menunggu", "terpenuhi", "terbuka")}
    return found | {"busy.picture"}


def _tree(module: ModuleType) -> ast.AST:
    return ast.parse(inspect.getsource(module))


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


@pytest.mark.parametrize("captcha_on", [True, False])
def test_every_screen_has_its_words_and_fits(noting: Wording, *, captcha_on: bool) -> None:
    """With every reason above it and the longest answers in it, and every button's data within 64 bytes."""
    for say in screens(account_flow(captcha.pick if captcha_on else None)):
        message = noting.message(names.NAME, say)
        limit = CAPTION_LIMIT if message.attachment else TEXT_LIMIT
        assert len(plain(message.html)) <= limit, say.text
        for key in itertools.chain.from_iterable(message.rows):
            assert len(key.data.encode()) <= BUTTON_LIMIT
            assert key.label


def test_no_text_is_unused(noting: Wording) -> None:
    """Whatever stands in a texts.toml is said somewhere."""
    for say in screens(account_flow(captcha.pick)):
        noting.message(names.NAME, say)
    for roles in ((), ("admin",)):
        turns.menu(noting, roles)
    said = said_in_source()
    for place, texts in noting.texts.items():
        assert isinstance(texts, Noting)
        unused = set(texts) - texts.noted - said
        assert not unused, f"{place}: {sorted(unused)}"


def test_every_code_in_the_source_has_a_text(noting: Wording) -> None:
    """What is said outside the flows is there: looked up in its own conversation first, then among the common ones."""
    known = set(noting.texts["reception"]) | set(noting.texts["common"])
    dotted = re.compile(r"(say|button|term|toast|menu|busy)\.[a-z_]*[a-z]")
    missing = {code for code in said_in_source() if dotted.fullmatch(code)} - known
    assert not missing


def test_every_reason_of_a_job_is_known() -> None:
    """The job that gives up, and each offer, are those that the texts are filled for."""
    assert "job_failed" in literals(_tree(work))
    offered = {text for text in literals(_tree(uploads)) if text in OFFERS}
    assert offered == set(OFFERS)
    assert offered == {code.removeprefix("offer.") for code in wording.load().texts["account"] if "offer." in code}


def _all_texts() -> list[tuple[str, str, str]]:
    return [(place, code, text) for place, texts in wording.load().texts.items() for code, text in texts.items()]


def test_the_tone_is_kept() -> None:
    """Always "Anda" and never "kamu"; no bare "error"; one emoji at most; only bold and code as markup, well closed."""
    for place, code, text in _all_texts():
        where = f"{place}: {code}"
        assert not re.search(r"\b(kamu|kalian|kau|error|invalid|dimohon|harap)\b", text, re.IGNORECASE), where
        assert not re.search(r"\banda\b", text), where
        assert len(re.findall("[\U0001f000-\U0001faff\u2600-\u27bf]", text)) <= 1, where
        assert sum(tag in {"b", "code"} for tag in re.findall(r"</?([a-z]+)>", text)) == text.count("<"), where
        assert text.count("<b>") == text.count("</b>"), where
        assert text.count("<code>") == text.count("</code>"), where
        assert text == text.strip(), where
        assert "  " not in text, where


def test_reception_texts_fit_with_the_longest_parameters() -> None:
    """Names of 100 letters, instansi of 200, and the longest list of one's requests."""
    words = wording.load()
    longest = {
        "nama": LONG_NAME, "instansi": LONG_INSTANSI, "role": f"verifikator {LONG_INSTANSI}", "nomor": "NA-1234-5678-9",
        "nik": "3201••••••••0001", "created": "27 September 2022 pukul 10.00 WIB", "stage": "Pengecekan Identitas",
        "here": "8", "total": "8", "status": "NIK sudah didaftarkan", "roles": f"verifikator {LONG_INSTANSI}, " * 5,
        "lines": "• Pantauan NIK P-123456789: NIK sudah didaftarkan\n" * 25,
    }  # fmt: skip
    for code, text in words.texts["reception"].items():
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        filled = words.text("reception", code, {name: longest[name] for name in named})
        assert len(plain(filled)) <= (CAPTION_LIMIT if code == "say.card" else TEXT_LIMIT), code
