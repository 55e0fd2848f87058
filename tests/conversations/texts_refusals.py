"""Every reason why an answer may be refused, by conversation, with the figures that its sentence gets.

What the parsers refuse is found by giving each question every bad answer; what jobs, gates and the engine refuse, in
their sources.
"""

import ast
import itertools
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any

from bot.conversations import rulings
from bot.conversations.account import answers as account
from bot.conversations.biodata import answers as biodata
from bot.conversations.filling import paper
from bot.conversations.login import answers as login
from bot.conversations.pusat import answers as pusat
from bot.conversations.resume import answers as resume
from bot.conversations.staf import answers as staf
from bot.conversations.tiket import answers as tiket
from bot.conversations.tiket import choosing
from bot.documents import binding, encoding, jpeg, papers, pdf_cell, pdf_copy, pdfs, pictures
from bot.engine import challenge, machine, parse
from bot.engine.flow import Flow, Question
from bot.engine.inputs import Choice, Contact, Input, Text, Upload
from bot.engine.parse import Asked, Refusal
from bot.engine.screen import Reason
from bot.gateway import translate
from bot.jobs import letters as letters_job
from bot.jobs import papers as papers_job
from bot.jobs import roster_import_chat, uploads, verification
from bot.rules import dates, identity, nik, nip, password, riwayat, titles
from tests.conversations.texts_desk import REFUSED
from tests.conversations.texts_instansi import REFUSED_AT_DESKS
from tests.conversations.texts_sources import called, calls, conversations, literals, tree
from tests.house import MORNING, flows

ANSWERED: dict[str, Any] = {
    "nik": "3201014703900001",
    "nama": "Sari Wulandari",
    "tanggal_lahir": "1990-03-07",
    "isian": {
        "ktp": {"nama": "Sari", "tempat_lahir": "Bogor", "tanggal_lahir": "1990-03-07"},
        "entries": [],
        "daftar": [{"berat": True}],
        "kode": "DISDIK",
    },
    "tindakan": "0",
    "kartu": {"kode": "DISDIK"},
    "batas_dilihat": {"lampau": True},
    "pemilik": {"account": 1},
    "tanggal_sk": "2019-01-02",
    "tanggal_mulai": "2018-01-02",
    "bidang": "nama",
    "meja": {"instansi": 1},
    "kolom": "tanggal_lahir",
    "isi": {"baris": {"nik": "3201014703900001"}},
}
"""What the parsers may look at besides the answer."""
_TYPED = (
    *(
        "",
        "x",
        "xy",
        "x" * 129,
        "x" * 4000,
        "Guru",
        "zzzzqqq",
        "\u200b\u200b\u200b",
        "abc\u200b",
        "Sari2",
        "kosong12",
        "—" * 30,
    ),
    *(
        "123",
        "1" * 17,
        "1" * 18,
        "abc" * 6,
        "3201014703900001",
        "9901014703900001",
        "3201013213900001",
        "3201014703900000",
    ),
    *("07-03-90", "07-03-1850", "31-02-2001", "07-03-2050", "08-03-1990", "02-01-1992", "02-01-2015", "kemarin"),
    *("S.Pd.", "Drs.", "S1 PGSD", "A" * 61, "pendek", "Sari Wulandari", "07-03-1990", "aaaaaaaaaaaa", "7 Maret 1990"),
)
BAD: tuple[Input, ...] = (
    *(Text(text) for text in _TYPED),
    Contact("0812 9876 7890", own=False),
    Upload("f", 1),
    Choice("flow", 1, "akhiri"),
    Choice("flow", 1, "kirim"),
)
"""One answer for each thing that can be wrong."""
JUDGES: tuple[ModuleType, ...] = (
    *(nik, nip, identity, dates, password, titles, riwayat),
    *(parse, rulings, account, biodata, paper, login, resume, tiket, choosing, staf, pusat),
)
"""Where answers are refused."""
_OF_PICTURES = (pictures, jpeg, encoding)
_OF_JOBS: dict[str, tuple[ModuleType, ...]] = {
    "check_picture": (*_OF_PICTURES, uploads),
    "check_paper": (*_OF_PICTURES, papers, binding, pdfs, pdf_cell, pdf_copy, papers_job),
    "decide_sheet": (verification,),
    "import_roster": (roster_import_chat,),
    "compare_letter": (letters_job,),
}
_RAISED = {
    *(
        "Refusal",
        "NikError",
        "NipError",
        "KkError",
        "IdentityError",
        "DateError",
        "PasswordError",
        "TitleError",
        "RiwayatError",
    ),
    *("Unfit", "_refused"),
}
# A floor for sizes is set for no picture; of several papers the one at fault is told of with its place.
_NEVER = {"check_picture": {"too_light"}, "check_paper": {"grey"}}
FIGURES: dict[str, str | float] = {
    "count": 4096, "min": 10, "max": 128, "province": "99", "earliest": 1900, "left": 2, "size": 20 * 1024 * 1024 + 1,
    "limit": 10_000 * 1024, "format": "office", "megapixels": 1000.5, "width": 10_000, "height": 199, "minimum": 200,
    "pages": 1000, "sent": 10, "page": 10, "years": 1, "minutes": 15, "until": "27 September 2022 pukul 10.00 WIB",
    "reason": "pdf_too_many_pages", "word": "CABUT", "example": "T-000012", "words": "W" * 100, "kalimat": "w" * 170,
}  # fmt: skip
"""What the refusals found in sources are filled with."""


def reasons() -> Iterator[tuple[str, Reason]]:
    """(conversation, reason) for each reason of each conversation."""
    for flow in flows(captcha_on=True).values():
        for code, params in {**of_parsers(flow), **_of_jobs(flow), **_of_gates(flow), **_of_engine()}.items():
            yield flow.name, (code, params)


def of_parsers(flow: Flow) -> dict[str, Any]:
    """What the flow's questions refuse of the bad answers: the figures by code."""
    found: dict[str, Any] = {}
    for step, given in itertools.product(flow.steps, BAD):
        if isinstance(step, Question):
            # A question that gets on without an answer of its own finds what it needs in those that were given.
            answers = {name: answer for name, answer in ANSWERED.items() if name != step.name}
            with suppress(KeyError):
                try:
                    step.parse(given, Asked(answers, MORNING))
                except Refusal as refusal:
                    found[refusal.code] = refusal.params
    return found


def raised(modules: Iterable[ModuleType]) -> dict[str, set[str]]:
    """The codes by which these modules refuse, each with the names of its figures."""
    found: dict[str, set[str]] = {}
    for call in itertools.chain.from_iterable(map(calls, modules)):
        if called(call) in _RAISED:
            for given in call.args[-1:]:
                # Of a choice between two codes only the codes count, and not what the choice hangs on.
                codes = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
                for code in (str(code.value) for code in codes if isinstance(code, ast.Constant)):
                    found.setdefault(code, set()).update(word.arg for word in call.keywords if word.arg)
    return found


def _of_jobs(flow: Flow) -> dict[str, Any]:
    works = {step.work for step in flow.steps if isinstance(step, Question) and step.work}
    found: dict[str, set[str]] = {"job_failed": set()} if works else {}
    for work in works & _OF_JOBS.keys():
        found |= {code: names for code, names in raised(_OF_JOBS[work]).items() if code not in _NEVER.get(work, ())}
    return {code: _figures(code, names) for code, names in found.items()}


def _figures(code: str, names: set[str]) -> dict[str, Any]:
    """The figures of a refusal; that of one page among several has its inner reason's besides."""
    return dict(FIGURES) if code == "page_unfit" else {name: FIGURES[name] for name in names}


def _of_gates(flow: Flow) -> dict[str, Any]:
    """What the flow's gates answer as `{"refused": code, "params": {…}}`, and what the rules say that they ask."""
    found: dict[str, Any] = {}
    for module in conversations().get(flow.name, ()):
        for node in ast.walk(tree(module)):
            keys = (
                [key.value for key in node.keys if isinstance(key, ast.Constant)] if isinstance(node, ast.Dict) else []
            )
            if isinstance(node, ast.Dict) and keys == ["refused", "params"]:
                code, params = node.values
                names = [str(key.value) for key in getattr(params, "keys", ()) if isinstance(key, ast.Constant)]
                made = {**REFUSED, **REFUSED_AT_DESKS}.get((flow.name, ast.unparse(code)), ())
                codes = (str(code.value),) if isinstance(code, ast.Constant) else made
                found |= {code: {name: FIGURES[name] for name in names} for code in codes}
    return found


def _of_engine() -> dict[str, Any]:
    """What may be refused at any question."""
    found = {code: set[str]() for code in ("want_button", "want_text", "no_way_back", "still_checking")}
    found |= {f"other_{kind}": set() for kind in (*translate._OTHER_KINDS, "unknown", "edited", "album")}
    found |= raised((machine,))
    returned = (node.value for node in ast.walk(tree(challenge)) if isinstance(node, ast.Return))
    pairs = (value.elts[-1] for value in returned if isinstance(value, ast.Tuple))
    for code, params in (pair.elts for pair in pairs if isinstance(pair, ast.Tuple)):
        found[literals(code)[0]] = set(literals(params))
    return {code: {name: FIGURES[name] for name in names} for code, names in found.items()}
