"""Which texts the sources say, by conversation: codes that stand there, codes put together, and steps of the flows."""

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import product
from types import ModuleType

import bot.conversations
from bot import bootstrap, turns
from bot.conversations.account.names import IDENTITY, PICTURES, SECURITY_QUESTIONS
from bot.conversations.biodata import names as biodata
from bot.conversations.filling.names import PAGES
from bot.conversations.riwayat import names as riwayat
from bot.conversations.status.handlers import SHOWN
from bot.engine import machine, screen
from bot.engine.flow import Flow, Question, Stop
from bot.jobs import (
    broadcast_progress,
    directory_following,
    late,
    own_data,
    papers,
    rekap,
    reminders,
    roster_import_chat,
    uploads,
    verification_rows,
    verification_sheets,
    watching,
)
from bot.jobs import verification as verification_job
from bot.rules.education import levels
from storage import staff
from storage.papers import OF_ACCOUNT, OF_RIWAYAT
from tests.conversations.texts_desk import DESK
from tests.conversations.texts_help import HELP
from tests.conversations.texts_instansi import INSTANSI
from tests.house import flows

COMMON = "common"
SHARED = (
    "filling.found",
    "filling.paper",
    "filling.sizes",
    "cek.card",
    "instansi.queue",
    "instansi.turning",
    "staf.listing",
    "staf.screens",
    "staf.telling",
)
"""Modules that speak in several conversations: what they say is common."""
BESIDES: Mapping[ModuleType, str] = {
    turns: "reception",
    watching: "reception",
    reminders: "tiket",
    broadcast_progress: "kabar",
    directory_following: "account",
    screen: COMMON,
    late: COMMON,
    bootstrap: COMMON,
    own_data: COMMON,
    rekap: "rekap",
    roster_import_chat: "impor",
    verification_job: "verifikasi",
    verification_rows: "verifikasi",
    verification_sheets: "verifikasi",
}
"""Who speaks besides the conversations, and with whose words."""
JOBS: Mapping[str, ModuleType] = {"check_picture": uploads, "check_paper": papers}
"""Jobs whose results may be offered."""

_STATES = ("selesai", "difinalisasi", "tutup", "ditarik")
_STATUSES = ("berakun", "mengisi", "dikembalikan", "selesai", "disetujui")
ROLES = ("admin", "operator", "verifier", "helpdesk", "pusat")
_FILES = (*PICTURES, *OF_ACCOUNT, *OF_RIWAYAT)
_CHANGES = ("difinalisasi", "tutup", "punya_akun", "beda", "belum_terdaftar", "pindah")
_CHOICES = {
    "jenis_kelamin": biodata.SEXES,
    "status": biodata.MARITAL,
    "agama": biodata.RELIGIONS,
    "tingkat": tuple(level.code for level in levels()),
}
_OF_ENTRY = {"penandatangan": riwayat.SIGNERS, "pembayaran": riwayat.PAYMENTS}
_PICKED = ("setuju", "tidak_setuju", "usulkan", "pantau", "lanjutkan", "proses", "ya")
_REVIEWED = (*IDENTITY, "ponsel", "email", "password", "pertanyaan", "jawaban", *PICTURES)
COMMANDS = (
    "start",
    "daftar",
    "cek_syarat",
    "masuk",
    "kartu",
    "keluar",
    "status",
    "kembali",
    "batal",
    "bantuan",
    "privasi",
    "undangan",
    "tiket",
    "angka",
    "persetujuan",
    "koreksi",
    "laporan",
    "instansi",
    "tambah",
    "cari",
    "rekap",
    "umumkan",
    "ekspor",
    "finalisasi",
    "sptjm",
    "impor",
    "templat",
    "verifikasi",
    "kesampingkan",
    "staf",
    "petugas",
    "pusat",
)

PUT_TOGETHER: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("account", "term.{name}"): SECURITY_QUESTIONS,
    ("filling", "term.{_LACKS[page]}"): ("berkas", "isian"),
    ("resume", "term.{page}_periksa"): PAGES[:3],
    ("final", "term.tertutup_{answers['permintaan']['state']}"): ("difinalisasi", "tutup", "ditarik", "open"),
    ("account", "term.{answers['pertanyaan']}"): SECURITY_QUESTIONS,
    ("account", "button.lihat_{kind}"): PICTURES,
    ("account", "button.{value}"): _PICKED,
    ("account", "button.perbaiki_{field}"): IDENTITY,
    ("account", "field.{name}"): _REVIEWED,
    ("account", "field.{field}"): IDENTITY,
    ("account", "term.{field}"): IDENTITY,
    ("account", "term.berubah_{_changed(answers)}"): _CHANGES,
    ("account", "term.sebab_{differing[0]}"): IDENTITY[1:],
    ("recovery", "field.{name}"): IDENTITY,
    ("recovery", "term.{answers['pemilik']['pertanyaan']}"): SECURITY_QUESTIONS,
    ("filling", "say.{state}"): _STATES,
    ("filling", "button.{page}"): PAGES,
    ("filling", "term.{page}"): PAGES,
    ("dokumen", "button.lihat_{kind}"): (*OF_ACCOUNT, *PICTURES),
    ("dokumen", "button.ganti_{kind}"): PICTURES,
    ("dokumen", "view.{kind}"): (*OF_ACCOUNT, *PICTURES),
    ("biodata", "field.{field}"): biodata.FIELDS,
    ("biodata", "term.{_CHOICES[field]}_{code}"): tuple(
        f"{kind}_{code}" for kind in _CHOICES for code in _CHOICES[kind]
    ),
    ("riwayat", "field.{field}"): riwayat.FIELDS,
    ("riwayat", "term.{_CHOICES[field][0]}_{code}"): tuple(
        f"{kind}_{code}" for kind in _OF_ENTRY for code in _OF_ENTRY[kind]
    ),
    ("riwayat", "term.{kind}_ada"): OF_RIWAYAT,
    ("riwayat", "term.{kind}_belum"): OF_RIWAYAT,
    ("riwayat", "button.lihat_{kind}"): OF_RIWAYAT,
    ("riwayat", "view.{kind}"): OF_RIWAYAT,
    ("resume", "term.{page}"): PAGES[:-1],
    ("resume", "button.{page}"): PAGES[:-1],
    ("resume", "view.{picture.kind}"): PICTURES,
    ("resume", "view.{paper.kind}"): (*OF_ACCOUNT, *OF_RIWAYAT),
    ("final", "term.{isian['status']}"): _STATUSES,
    ("status", "term.{kind}"): ("usulan", "pantauan", "tiket", "buka"),
    ("status", "term.status_{state}"): (
        *("difinalisasi", "menunggu", "terpenuhi", "terbuka", "diambil", "menunggu_dukcapil", "selesai"),
        *("diterima", "ditolak", "dibuka"),
    ),
    ("status", "term.{_standing(record, state)}"): (*_STATUSES, *_STATES),
    ("status", "term.lalu_{_next(context, record, state)}"): (*PAGES, "menunggu", "disetujui", "tutup", "ditarik"),
    ("status", "term.role_{entry.role}"): ROLES,
    ("status", "term.act_{entry.action.replace('.', '_')}"): tuple(action.replace(".", "_") for action in SHOWN),
    ("privacy", "term.role_{one.role}"): ROLES,
    ("reception", "term.{stage}"): ("identitas", "data", "periksa"),
    ("reception", "term.role_{role.role}"): ROLES,
    ("reception", "say.{error.code}"): ("invite_unknown", "invite_used", "invite_expired", "invite_ended"),
    ("reception", "menu.{name}"): COMMANDS,
    ("reception", "toast.{text}"): (),
    (COMMON, "term.card_{found.verdict}_{found.kind}"): tuple(
        f"{verdict}_{kind}" for verdict, kind in product(("genuine", "replaced"), ("akun", "pendataan"))
    ),
    (COMMON, "button.{offer['offer']}"): (),
    (COMMON, "offer.{offer['offer']}"): (),
    (COMMON, "ask.{step.name}"): (),
    (COMMON, "error.{reason[0]}"): (),
    (COMMON, "view.{button.value}"): (),
    (COMMON, "view.{kind}"): (),
    (COMMON, "field.{field}"): (),
    (COMMON, "term.role_{entry.role}"): (),
    (COMMON, "term.act_{entry.action.replace('.', '_')}"): (
        *("masuk", "keluar", "data_salin", "withdraw", "lihat", "dukcapil_cek"),
    ),
    **DESK,
    **HELP,
    **INSTANSI,
}
"""What a code may become that the sources put together; () where it is found elsewhere."""
_CODE = re.compile(r"(say|ask|stage|term|button|field|view|toast|menu|busy|present)\.\w+")
_BEGUN = re.compile(r"(say|ask|stage|term|button|field|view|toast|menu|error|offer|templat)\..*")


def calls(module: ModuleType) -> Iterator[ast.Call]:
    """Every call in a module's source."""
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.Call))


def tree(module: ModuleType) -> ast.AST:
    """A module's source."""
    return ast.parse(inspect.getsource(module))


def literals(node: ast.AST) -> list[str]:
    """The strings in an expression, but for parts of those that are put together."""
    inner = {part for one in ast.walk(node) if isinstance(one, ast.JoinedStr) for part in one.values}
    constants = (one for one in ast.walk(node) if isinstance(one, ast.Constant) and one not in inner)
    return [one.value for one in constants if isinstance(one.value, str)]


def called(call: ast.Call) -> str:
    """The name of what is called."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def conversations() -> dict[str, list[ModuleType]]:
    """The modules of each conversation, those that several share apart."""
    found: dict[str, list[ModuleType]] = {COMMON: []}
    for folder in pkgutil.iter_modules(bot.conversations.__path__):
        if folder.ispkg:
            package = import_module(f"bot.conversations.{folder.name}")
            for one in pkgutil.iter_modules(package.__path__):
                place = COMMON if f"{folder.name}.{one.name}" in SHARED else folder.name
                found.setdefault(place, []).append(import_module(f"{package.__name__}.{one.name}"))
    return found


def said() -> set[tuple[str, str]]:
    """Each (conversation, code) that may be said, but for the reasons of refusals."""
    spoken = {(place, module) for place, modules in conversations().items() for module in modules}
    spoken |= {(place, module) for module, place in BESIDES.items()}
    found = {(place, code) for place, module in spoken for code in _of_module(place, module)}
    for flow in flows(captcha_on=True).values():
        if flow.name != "group":  # It keeps silent after the one thing that the reception says for it.
            found |= {(flow.name, code) for code in _of_flow(flow)}
    return found


def _of_module(place: str, module: ModuleType) -> Iterator[str]:
    yield from (text for text in literals(tree(module)) if _CODE.fullmatch(text))
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.JoinedStr):
            template = _template(node)
            if _BEGUN.fullmatch(template):
                begin = template.partition("{")[0]
                ending = template.rpartition("}")[2]
                yield from (f"{begin}{word}{ending}" for word in PUT_TOGETHER[place, template])
    yield from (f"toast.{code}" for call in calls(module) if called(call) == "Toast" for code in literals(call))


def _template(node: ast.JoinedStr) -> str:
    """An f-string as it is written."""
    parts = (
        part.value if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"  # type: ignore[attr-defined]
        for part in node.values
    )
    return "".join(map(str, parts))


def _of_flow(flow: Flow) -> Iterator[str]:
    """What the engine puts together of a flow's names."""
    yield from (f"toast.{code}" for call in calls(machine) if called(call) == "Toast" for code in literals(call))
    for step in flow.steps:
        if isinstance(step, Stop):
            yield f"ask.{step.name}"
            yield from (f"stage.{stage}" for stage in (step.stage,) if stage)
        if isinstance(step, Question) and step.work in JOBS:
            yield from (f"{kind}.{code}" for code in offered(step.work) for kind in ("offer", "button"))
            yield "button.lain"
    if flow.name in {"account", "final"}:
        yield from (f"view.{kind}" for kind in (_FILES if flow.name == "final" else PICTURES))


def offered(work: str) -> set[str]:
    """The codes of what a job offers."""
    return {text for text in literals(tree(JOBS[work])) if re.fullmatch(r"(berkas|hasil|latar)_\w+|kecilkan", text)}


def invite_codes() -> set[str]:
    """The codes by which an invite is refused."""
    return {code for call in calls(staff) if called(call) == "InviteError" for code in literals(call)}
