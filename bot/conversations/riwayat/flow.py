"""The page Riwayat Pekerjaan: a loop over one to five entries, each with its SK and its bukti pembayaran."""

from functools import partial

from bot.conversations.filling.found import AS_TYPED, found_buttons, whether_found
from bot.conversations.filling.paper import paper
from bot.conversations.filling.sizes import Sizes
from bot.conversations.riwayat import answers as an
from bot.conversations.riwayat import gates, screens
from bot.conversations.riwayat.entries import asks, is_form, is_gone, known, lacking, wants
from bot.conversations.riwayat.names import NAME, PAYMENTS, SIGNERS, STILL
from bot.conversations.riwayat.parsing import with_entry
from bot.engine.effects import Goto, Pick
from bot.engine.flow import Buttons, Flow, Gate, Leave, Question, Return, Step, fixed
from bot.engine.parse import Answers, Parser, chosen
from storage.papers import OF_RIWAYAT

_DONE = ("berkas", "entri", "terhapus")

_AS_TYPED = Pick("button.pakai_kata", AS_TYPED)


def riwayat_flow(sizes: Sizes) -> Flow:
    """The whole page; what is kept goes into the record at once, and the loop begins anew from there."""
    return Flow(
        NAME,
        (
            Gate("awal", gates.begin),
            # Known anew on every return, under the form that is being written.
            Gate("isian", gates.known, uses=("awal",), stale=lambda _outcome: True),
            Gate(
                "berkas", gates.keep_paper, uses=("isian",), when=lambda answers: bool(answers.keys() & set(OF_RIWAYAT))
            ),
            Return("ulang", to="awal", when=_is_done),
            Question(
                "riwayat",
                chosen,
                in_place=True,
                stage=NAME,
                uses=("awal",),
                when=_is_chosen_or_complete,
                tells=screens.whole,
                buttons=screens.list_buttons,
            ),
            Question(
                "tindakan",
                chosen,
                anew=True,
                in_place=True,
                stage=NAME,
                uses=("riwayat",),
                when=lambda answers: answers.get("riwayat", "").startswith("e"),
                tells=screens.one,
                buttons=screens.acts,
            ),
            *(_paper(kind, sizes) for kind in OF_RIWAYAT),
            Question(
                "yakin_hapus",
                chosen,
                stage=NAME,
                uses=("tindakan",),
                when=lambda answers: answers.get("tindakan") == "hapus",
                buttons=fixed(Pick("button.ya_hapus", "hapus"), screens.CANCEL),
            ),
            Gate("terhapus", gates.remove_entry, uses=("yakin_hapus",), when=lambda answers: "yakin_hapus" in answers),
            *_form(),
            Gate("tandai", gates.confirm, uses=("riwayat",)),
            Leave("selanjutnya", to="masuk resume"),
        ),
    )


def _is_done(answers: Answers) -> bool:
    """Something was kept, the person went back to the list, or the entry was removed elsewhere."""
    return any(name in answers for name in _DONE) or answers.get("tindakan") == "kembali" or is_gone(answers)


def _is_chosen_or_complete(answers: Answers) -> bool:
    """The list comes after the papers that lack, unless its button was tapped."""
    return "riwayat" in answers or lacking(answers) is None


def _paper(kind: str, sizes: Sizes) -> Question:
    return Question(
        kind,
        paper,
        work="check_paper",
        args={"kind": kind},
        gathers=True,
        stage=NAME,
        uses=("isian",),
        when=partial(wants, kind=kind),
        tells=screens.whose_paper(kind, sizes),
        buttons=lambda answers: (
            screens.CANCEL if "riwayat" in answers else Goto("button.daftar_riwayat", "riwayat"),
            screens.MENU,
        ),
    )


def _form() -> tuple[Step, ...]:
    """Ten answers, and Simpan."""
    still = fixed(Pick("button.masih", STILL), screens.CANCEL)
    return (
        _field("nomor_sk", an.nomor_sk),
        _field("tanggal_sk", an.tanggal_sk),
        _field("tanggal_mulai", an.tanggal_mulai),
        _field("tanggal_berakhir", an.tanggal_berakhir, still),
        _field("unit_kerja", an.unit_kerja),
        _field("jabatan", an.jabatan),
        _field("cari_pendidikan", an.pendidikan_words, of="pendidikan"),
        Gate(
            "hasil_pendidikan",
            gates.search_pendidikan,
            uses=("cari_pendidikan",),
            when=lambda answers: "cari_pendidikan" in answers,
        ),
        Question(
            "pendidikan",
            chosen,
            anew=True,
            uses=("hasil_pendidikan",),
            when=lambda answers: "cari_pendidikan" in answers,
            tells=whether_found("hasil_pendidikan", "cari_pendidikan"),
            buttons=found_buttons("hasil_pendidikan", "cari_pendidikan", _AS_TYPED, screens.CANCEL),
        ),
        Gate(
            "terpilih",
            gates.picked_pendidikan,
            uses=("pendidikan", "cari_pendidikan"),
            when=lambda answers: "pendidikan" in answers,
        ),
        _field("jabatan_penandatangan", an.jabatan_penandatangan),
        _field("jenis_penandatangan", an.jenis_penandatangan, _choice("jenis_penandatangan", SIGNERS)),
        _field("jenis_pembayaran", an.jenis_pembayaran, _choice("jenis_pembayaran", PAYMENTS)),
        Question(
            "simpan",
            chosen,
            anew=True,
            stage="entri",
            uses=("riwayat", "tindakan"),
            when=is_form,
            tells=screens.form,
            buttons=screens.form_buttons,
        ),
        Gate("entri", gates.keep_entry, uses=("simpan",), when=is_form),
    )


def _choice(field: str, codes: tuple[str, ...]) -> Buttons:
    return fixed(*(Pick(screens.choice(field, code), code) for code in codes), screens.CANCEL)


def _field(name: str, parse: Parser, buttons: Buttons | None = None, of: str = "") -> Question:
    field = of or name
    return Question(
        name,
        with_entry(parse),
        stage="entri",
        uses=("riwayat", "tindakan"),
        when=partial(asks, field=field),
        known=partial(known, field=field),
        shown=partial(screens.shown, field),
        buttons=buttons or fixed(screens.CANCEL),
    )
