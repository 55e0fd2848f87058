"""What the riwayat's screens tell, and the buttons that depend on the entries."""

from datetime import date
from typing import Any

from bot.conversations.account.answers import shown_date
from bot.conversations.filling.paper import described
from bot.conversations.filling.sizes import Sizes
from bot.conversations.filling.sizes import told as of_sizes
from bot.conversations.riwayat.answers import answered_dates
from bot.conversations.riwayat.entries import OWN, answer_of, chosen_entry, entries, lacking, target
from bot.conversations.riwayat.names import FIELDS, PAYMENTS, SIGNERS, STILL
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term, View
from bot.engine.parse import Answers
from bot.rules.dates import format_date
from bot.rules.riwayat import may_add, overlaps
from storage.papers import OF_RIWAYAT

MENU = Run("button.menu", "/masuk")
CANCEL = Goto("button.batal", "awal")
_DATES = ("tanggal_sk", "tanggal_mulai", "tanggal_berakhir")
_CHOICES = {"jenis_penandatangan": ("penandatangan", SIGNERS), "jenis_pembayaran": ("pembayaran", PAYMENTS)}
_LONGEST = 28


def shown(field: str, value: str) -> str | Term:
    """A field's value as people read it."""
    if value == STILL:
        return Term("term.masih")
    if not value:
        return Term("term.tidak_tercatat")
    if field in _DATES:
        return shown_date(value)
    # What the instansi wrote need not be one of the choices.
    known = field in _CHOICES and value in _CHOICES[field][1]
    return Term(choice(field, value)) if known else value


def choice(field: str, code: str) -> str:
    """The text of a choice."""
    return f"term.{_CHOICES[field][0]}_{code}"


def whole(answers: Answers) -> Params:
    """Every entry in a few words, and what is doubled."""
    lines = [_line(number, entry) for number, entry in enumerate(entries(answers), start=1)]
    doubled = overlaps([answered_dates(entry) for entry in entries(answers)])
    if doubled:
        pairs = tuple(Term("term.pasangan", {"first": one.first + 1, "second": one.second + 1}) for one in doubled)
        lines.append(Term("term.tumpang_tindih", {"pairs": pairs}))
    return {"lines": tuple(lines), "hint": _hint(answers)}


def _hint(answers: Answers) -> Term:
    if lacking(answers):
        return Term("term.lengkapi")
    return Term("term.bisa_tambah") if may_add(len(entries(answers))) else Term("term.penuh")


def _line(number: int, entry: dict[str, Any]) -> Term:
    papers = tuple(Term(f"term.{kind}_ada" if kind in entry["papers"] else f"term.{kind}_belum") for kind in OF_RIWAYAT)
    return Term(
        "term.entri",
        {
            "number": number,
            "jabatan": entry["jabatan"],
            "unit": entry["unit_kerja"],
            "start": shown_date(entry["tanggal_mulai"]),
            "end": shown("tanggal_berakhir", entry["tanggal_berakhir"]),
            "papers": papers,
        },
    )


def list_buttons(answers: Answers) -> tuple[Button, ...]:
    """On when nothing lacks; then each entry, and another one where there is room."""
    all_of_them = entries(answers)
    ahead = (Pick("button.selanjutnya", "selanjutnya"),) if all_of_them and not lacking(answers) else ()
    picks = (
        Pick("button.entri", f"e{entry['id']}", {"number": number, "jabatan": _clipped(entry["jabatan"])})
        for number, entry in enumerate(all_of_them, start=1)
    )
    more = (Pick("button.tambah", "tambah"),) if may_add(len(all_of_them)) else ()
    return (*ahead, *picks, *more, MENU)


def one(answers: Answers) -> Params:
    """One entry with all its fields."""
    entry = chosen_entry(answers)
    assert entry is not None
    papers = {kind: described(entry["papers"].get(kind)) for kind in OF_RIWAYAT}
    return {**{field: shown(field, entry[field] or "") for field in FIELDS}, **papers}


def acts(answers: Answers) -> tuple[Button, ...]:
    """What can be done with the chosen entry."""
    entry = chosen_entry(answers)
    if entry is None:
        return ()
    views = (
        View(f"button.lihat_{kind}", f"lihat_{kind}", ((entry["papers"][kind]["key"], f"view.{kind}"),))
        for kind in OF_RIWAYAT
        if kind in entry["papers"]
    )
    own = entry["source"] == OWN
    return (
        Pick("button.ubah" if own else "button.ubah_pendidikan", "ubah"),
        Pick("button.unggah_sk", "sk"),
        Pick("button.unggah_bukti", "bukti"),
        *views,
        *((Pick("button.hapus", "hapus"),) if own else ()),
        Pick("button.kembali", "kembali"),
    )


def whose_paper(kind: str, sizes: Sizes) -> Any:  # noqa: ANN401 - a Teller
    """For which entry a paper is asked, and how large it may be."""

    def told(answers: Answers) -> Params:
        entry = target(answers, kind)
        start = format_date(date.fromisoformat(entry["tanggal_mulai"]))
        return {"jabatan": entry["jabatan"], "unit": entry["unit_kerja"], "start": start, **of_sizes(sizes)}

    return told


def form(answers: Answers) -> Params:
    """The entry as it would be kept."""
    return {field: shown(field, answer_of(answers, field) or "") for field in FIELDS}


def form_buttons(answers: Answers) -> tuple[Button, ...]:
    """Keep it or not, or change one field; of the instansi's entry only the pendidikan."""
    entry = chosen_entry(answers)
    own = entry is None or entry["source"] == OWN
    fields = FIELDS if own else ("pendidikan",)
    searched = "pendidikan" if "hasil_pendidikan" in answers else "cari_pendidikan"
    changes = (Goto(f"field.{field}", searched if field == "pendidikan" else field) for field in fields)
    return (Pick("button.simpan", "simpan"), CANCEL, *changes)


def _clipped(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
