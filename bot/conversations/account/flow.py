"""Making an account, as a questionnaire: Langkah 1 to 3 of the pendataan."""

from collections.abc import Callable
from random import Random

from bot.conversations.account import answers as an
from bot.conversations.account import gates, screens
from bot.conversations.account.dukcapil import CHECKED, to_be_checked
from bot.conversations.account.names import IDENTITY, NAME, PICTURES, SECURITY_QUESTIONS
from bot.conversations.filling.sizes import Sizes, telling
from bot.engine.effects import Goto, Media, Pick, Run, ShareContact, View
from bot.engine.flow import Challenge, Condition, End, Flow, Gate, Page, Question, Step, fixed
from bot.engine.parse import Answers, chosen, uploaded
from bot.rules.nik import masked

_HELP = Run("button.bantuan", "/bantuan")
_AGAIN = Goto("button.cek_lagi", "identitas")
_OTHER_NIK = Goto("button.perbaiki_nik", "nik")


def account_flow(pick: Callable[[Random], str] | None, sizes: Sizes, *, directory: bool = False) -> Flow:
    """The whole conversation; `pick` chooses a captcha's characters, None leaves the captchas out.

    With a `directory` of its own, NIK, KK and nama are also compared with that, before everything is reviewed.
    """
    return Flow(
        NAME,
        (
            Question("persetujuan", an.persetujuan, anew=True, buttons=fixed(*_picks("setuju", "tidak_setuju"))),
            End("tidak_setuju", when=lambda answers: answers.get("persetujuan") == "tidak_setuju"),
            *_identity_check(pick),
            *_data(pick, sizes),
            _going_on(directory=directory),
            *_review(),
        ),
    )


def _identity_check(pick: Callable[[Random], str] | None) -> tuple[Step, ...]:
    """Langkah 1: eight answers, compared with what the instansi registered."""
    stage = "identitas"
    return (
        Question("nik", an.nik, stage=stage, shown=masked),
        Question("kk", an.kk, stage=stage, uses=("nik",), shown=masked),
        Question("nama", an.nama, stage=stage, shown=str),
        Question("tempat_lahir", an.tempat_lahir, stage=stage, shown=str),
        Question("tanggal_lahir", an.tanggal_lahir, stage=stage, uses=("nik",), shown=an.shown_date),
        Question(
            "ponsel",
            an.ponsel,
            stage=stage,
            shown=an.masked_phone,
            buttons=fixed(ShareContact("button.bagikan_kontak")),
        ),
        Question("email", an.email, stage=stage, shown=str),
        *_captcha("captcha_identitas", stage, pick),
        Gate("identitas", gates.compare_identity, uses=IDENTITY, stale=_is_not_cocok),
        *_not_registered(),
        *_differing(),
        Page(
            "punya_akun", when=_outcome("punya_akun"), buttons=fixed(Run("button.masuk", "/masuk"), _OTHER_NIK, _HELP)
        ),
        Page("jeda", when=_outcome("jeda"), tells=screens.pause, buttons=fixed(_AGAIN, _HELP)),
        Page("difinalisasi", when=_outcome("difinalisasi"), buttons=fixed(_AGAIN, _HELP)),
        Page("tutup", when=_outcome("tutup"), tells=screens.closing, buttons=fixed(_AGAIN, _HELP)),
        # Whoever has come this far hears with the very next answer that the instansi has closed meanwhile.
        Gate(
            "terbuka",
            gates.compare_again,
            uses=("identitas",),
            when=_outcome("cocok"),
            stale=_is_not_cocok,
            renewed=True,
        ),
        Page("berubah", when=screens.has_changed, tells=screens.change, buttons=fixed(_AGAIN, _HELP)),
    )


def _not_registered() -> tuple[Step, ...]:
    """What somebody can do whom no instansi has registered."""
    return (
        Question(
            "belum_terdaftar",
            chosen,
            anew=True,
            uses=("identitas",),
            when=_outcome("belum_terdaftar"),
            buttons=fixed(*_picks("usulkan", "pantau"), _OTHER_NIK, _AGAIN, _HELP),
        ),
        Question("cari_instansi", an.instansi_words, uses=("belum_terdaftar",), when=_chose("usulkan"), shown=str),
        Gate("hasil_instansi", gates.search_instansi, uses=("cari_instansi",), when=_chose("usulkan")),
        Question(
            "instansi",
            chosen,
            anew=True,
            uses=("hasil_instansi",),
            when=_chose("usulkan"),
            tells=screens.found_instansi,
            buttons=screens.instansi_buttons,
        ),
        Gate("usulan", gates.propose, uses=("instansi",), when=_chose("usulkan")),
        Page(
            "diusulkan",
            when=_chose("usulkan"),
            tells=lambda answers: answers["usulan"],
            buttons=fixed(_AGAIN, _OTHER_NIK),
        ),
        Gate("pantauan", gates.watch, uses=("belum_terdaftar",), when=_chose("pantau")),
        Page(
            "dipantau",
            when=_chose("pantau"),
            tells=lambda answers: answers["pantauan"],
            buttons=fixed(Goto("button.usulkan", "belum_terdaftar"), _AGAIN, _OTHER_NIK),
        ),
    )


def _differing() -> tuple[Step, ...]:
    """Data Tidak Sesuai: mend the field that differs, or have the helpdesk ask Dukcapil."""
    return (
        Question(
            "beda",
            chosen,
            anew=True,
            uses=("identitas",),
            when=_outcome("beda"),
            tells=screens.difference,
            buttons=screens.difference_buttons,
        ),
        Gate("tiket", gates.open_dukcapil_ticket, uses=("beda",), when=_outcome("beda")),
        Page(
            "ditiket",
            when=_outcome("beda"),
            tells=lambda answers: answers["tiket"],
            buttons=screens.mending_buttons,
        ),
    )


def _data(pick: Callable[[Random], str] | None, sizes: Sizes) -> tuple[Step, ...]:
    """Langkah 2: password, security question, and the pictures."""
    stage = "data"
    return (
        Question(
            "password",
            an.password,
            stage=stage,
            work="hash_secret",
            secret=True,
            uses=("nik", "nama", "tanggal_lahir"),
        ),
        Question(
            "pertanyaan",
            chosen,
            stage=stage,
            buttons=fixed(*(Pick(f"term.{name}", name) for name in SECURITY_QUESTIONS)),
            shown=None,
        ),
        Question(
            "jawaban",
            an.jawaban_pengaman,
            stage=stage,
            work="hash_secret",
            secret=True,
            uses=("pertanyaan",),
            tells=screens.security_question,
        ),
        *(
            Question(kind, uploaded, stage=stage, work="check_picture", args={"kind": kind}, tells=telling(sizes))
            for kind in PICTURES
        ),
        *_captcha("captcha_data", stage, pick),
    )


def _going_on(*, directory: bool) -> Question:
    """The end of Langkah 2, where the directory is asked if there is one."""
    name, stage, buttons = "lanjutkan", "data", fixed(*_picks("lanjutkan"))
    if not directory:
        return Question(name, chosen, anew=True, stage=stage, buttons=buttons)
    return Question(name, to_be_checked, anew=True, stage=stage, work="check_directory", uses=CHECKED, buttons=buttons)


def _review() -> tuple[Step, ...]:
    """Langkah 3: everything on one screen, one last warning, and the account."""
    stage = "periksa"
    reviewed = (*IDENTITY, "ponsel", "email", "password", "pertanyaan", "jawaban", *PICTURES)
    return (
        Question(
            "periksa",
            chosen,
            anew=True,
            stage=stage,
            uses=("identitas", *reviewed),
            tells=screens.review,
            buttons=fixed(
                *_picks("proses"),
                *(View(f"button.lihat_{kind}", kind) for kind in PICTURES),
                Goto("button.kembali", "perbaiki"),
            ),
        ),
        Page(
            "perbaiki",
            when=lambda _answers: False,
            stage=stage,
            buttons=fixed(
                *(Goto(f"field.{name}", name) for name in reviewed), Goto("button.selesai_periksa", "periksa")
            ),
        ),
        Question(
            "yakin",
            chosen,
            anew=True,
            stage=stage,
            uses=("periksa",),
            buttons=fixed(*_picks("ya"), Goto("button.tidak", "periksa")),
        ),
        Gate("akun", gates.create_account, uses=("yakin",)),
        End(
            "selesai",
            keeps_files=True,
            tells=lambda answers: {"nomor": answers["akun"]["nomor"]},
            media=lambda answers: Media("document", "card", str(answers["akun"]["akun"])),
            buttons=fixed(Run("button.cetak", "/kartu"), Run("button.login", "/masuk")),
        ),
    )


def _captcha(name: str, stage: str, pick: Callable[[Random], str] | None) -> tuple[Step, ...]:
    return (Challenge(name, pick, stage=stage),) if pick else ()


def _picks(*values: str) -> tuple[Pick, ...]:
    return tuple(Pick(f"button.{value}", value) for value in values)


def _is_not_cocok(outcome: Answers) -> bool:
    return bool(outcome["outcome"] != "cocok")


def _outcome(outcome: str) -> Condition:
    return lambda answers: answers.get("identitas", {}).get("outcome") == outcome


def _chose(choice: str) -> Condition:
    unregistered = _outcome("belum_terdaftar")
    return lambda answers: unregistered(answers) and answers.get("belum_terdaftar") == choice
