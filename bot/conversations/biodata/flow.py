"""The page Biodata, as a questionnaire: only what is not known is asked, and everything may be changed."""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any, Final

from bot.conversations.account import answers as account
from bot.conversations.biodata import answers as an
from bot.conversations.biodata import gates, screens
from bot.conversations.biodata.names import FIELDS, MARITAL, NAME, RELIGIONS, SEXES
from bot.conversations.biodata.parsing import or_tapped, with_known
from bot.conversations.filling.found import AS_TYPED, found_buttons, whether_found
from bot.engine.effects import Goto, Pick
from bot.engine.flow import Buttons, Challenge, Flow, Gate, Leave, Page, Question, Return, Step, Teller, fixed
from bot.engine.parse import Answers, Parser, chosen
from bot.rules.education import levels

_BACK: Final = fixed(Goto("button.selesai_ubah", "biodata"))
_SEARCHED: Final = {"kabupaten": "cari_kabupaten", "pendidikan_terakhir": "cari_pendidikan"}


def biodata_flow(pick: Callable[[Random], str] | None) -> Flow:
    """The whole page; each answer goes into the record at once, and the page begins anew from there."""
    return Flow(
        NAME,
        (
            Gate("awal", gates.begin),
            # Known anew on every return, under a search that is under way.
            Gate("isian", gates.known, uses=("awal",), stale=lambda _outcome: True),
            Gate(
                "simpan",
                gates.keep,
                uses=("isian",),
                when=lambda answers: bool(answers.keys() & {*FIELDS, "samakan"}),
            ),
            Return("ulang", to="awal", when=lambda answers: "simpan" in answers),
            *_about_the_person(),
            *_about_education(),
            *_about_work(),
            *_overview(),
            *((Challenge("captcha_biodata", pick, stage=NAME, buttons=_BACK),) if pick else ()),
            Gate("tandai", gates.confirm, uses=("biodata",)),
            Leave("selanjutnya", to="masuk riwayat"),
        ),
    )


def _about_the_person() -> tuple[Step, ...]:
    return (
        _question("jenis_kelamin", an.jenis_kelamin, _choice("jenis_kelamin", SEXES)),
        _question("email", account.email),
        _question("ponsel", account.ponsel),
        *_search("kabupaten", an.kabupaten_words, gates.search_kabupaten),
        _question("alamat", an.alamat),
        _question("status_perkawinan", an.status_perkawinan, _choice("status_perkawinan", MARITAL)),
        _question("agama", an.agama, _choice("agama", RELIGIONS)),
        _question("gelar_depan", or_tapped(an.gelar_depan), fixed(Pick("button.tanpa_gelar", "-"))),
        _question("gelar_belakang", or_tapped(an.gelar_belakang), fixed(Pick("button.tanpa_gelar", "-"))),
    )


def _about_education() -> tuple[Step, ...]:
    codes = tuple(level.code for level in levels())
    return (
        _question("tingkat_pendidikan", an.tingkat_pendidikan, _choice("tingkat_pendidikan", codes)),
        *_search("pendidikan_terakhir", an.pendidikan_words, gates.search_pendidikan),
        _question("nomor_ijazah", an.nomor_ijazah),
        _question("nama_sekolah", an.nama_sekolah),
        _question("tanggal_lulus", an.tanggal_lulus),
    )


def _about_work() -> tuple[Step, ...]:
    same = fixed(Pick("button.sama_ktp", "ktp"))
    return (
        _question("jabatan", an.jabatan),
        _question("unit_kerja", an.unit_kerja),
        _question("tempat_lahir_ijazah", an.tempat_lahir_ijazah, same, screens.on_ktp),
        _question("tanggal_lahir_ijazah", an.tanggal_lahir_ijazah, same, screens.on_ktp),
    )


def _overview() -> tuple[Step, ...]:
    fields = (Goto(f"field.{field}", _SEARCHED.get(field, field)) for field in FIELDS)
    return (
        Question(
            "biodata",
            chosen,
            anew=True,
            in_place=True,
            stage=NAME,
            uses=("awal",),
            tells=screens.overview,
            buttons=screens.overview_buttons,
        ),
        Question(
            "samakan",
            chosen,
            in_place=True,
            stage=NAME,
            uses=("awal",),
            when=lambda _answers: False,
            tells=screens.apart,
            buttons=screens.apart_buttons,
        ),
        Page(
            "ubah",
            when=lambda _answers: False,
            stage=NAME,
            buttons=fixed(*fields, Goto("button.selesai_ubah", "biodata")),
        ),
    )


def _question(field: str, parse: Parser, buttons: Buttons | None = None, tells: Teller | None = None) -> Question:
    return Question(
        field,
        with_known(field, parse),
        stage=NAME,
        uses=("awal",),
        known=partial(_known, field=field),
        shown=partial(screens.shown, field),
        buttons=buttons or (lambda _answers: ()),
        tells=tells or (lambda _answers: {}),
    )


def _search(field: str, words: Parser, search: Callable[[Any, Answers], dict[str, Any]]) -> tuple[Step, ...]:
    """Three letters, then one of what they may mean."""
    asked = _SEARCHED[field]
    found = f"hasil_{asked}"
    typed = (Pick("button.pakai_kata", AS_TYPED),) if field == "pendidikan_terakhir" else ()
    return (
        Question(
            asked,
            words,
            stage=NAME,
            uses=("awal",),
            known=partial(_known, field=field),
            shown=partial(screens.shown, field),
        ),
        Gate(found, search, uses=(asked,), when=lambda answers: asked in answers),
        Question(
            field,
            chosen,
            anew=True,
            uses=(found,),
            when=lambda answers: asked in answers,
            tells=whether_found(found, asked),
            buttons=found_buttons(found, asked, *typed, screens.MENU),
        ),
    )


def _known(answers: Answers, field: str) -> str | None:
    return screens.known(answers, field)


def _choice(field: str, codes: tuple[str, ...]) -> Buttons:
    return fixed(*(Pick(screens.choice(field, code), code) for code in codes))
