"""What the biodata's screens tell, and how each answer is shown."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.conversations.account.answers import masked_phone, shown_date
from bot.conversations.biodata.names import FIELDS
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.parse import Answers
from bot.rules.places import name_of

MENU: Final = Run("button.menu", "/masuk")

_CHOICES = {
    "jenis_kelamin": "jenis_kelamin",
    "status_perkawinan": "status",
    "agama": "agama",
    "tingkat_pendidikan": "tingkat",
}
_DATES = ("tanggal_lulus", "tanggal_lahir_ijazah")
_SHOWN: Mapping[str, Callable[[str], str | Term]] = {
    **dict.fromkeys(_DATES, shown_date),
    "ponsel": masked_phone,
    "kabupaten": lambda code: name_of(code) or code,
}


def choice(field: str, code: str) -> str:
    """The text of a choice."""
    return f"term.{_CHOICES[field]}_{code}"


def known(answers: Answers, field: str) -> str | None:
    """What the record says of a field."""
    value: str | None = answers.get("isian", {}).get("known", {}).get(field)
    return value


def shown(field: str, value: str) -> str | Term:
    """A field's value as people read it."""
    if field in _CHOICES:
        return Term(choice(field, value))
    if field.startswith("gelar") and value == "-":
        return Term("term.tanpa_gelar")
    return _SHOWN.get(field, str)(value)


def overview(answers: Answers) -> Params:
    """Everything, the KTP's first."""
    ktp: dict[str, str] = answers["isian"]["ktp"]
    values = {field: known(answers, field) for field in FIELDS}
    told = {field: shown(field, value) if value else Term("term.belum_diisi") for field, value in values.items()}
    return {
        **told,
        "hint": _hint(answers),
        "nama": ktp["nama"],
        "tempat_lahir": ktp["tempat_lahir"],
        "tanggal_lahir": shown_date(ktp["tanggal_lahir"]),
    }


def _hint(answers: Answers) -> Term:
    """What can be done; first of all where the instansi has registered something else."""
    fields = tuple(Term(f"field.{field}") for field in _apart(answers))
    return Term("term.beda_instansi", {"fields": fields}) if fields else Term("term.ada_yang_keliru")


def _apart(answers: Answers) -> dict[str, str]:
    """What the instansi has registered otherwise."""
    found: dict[str, str] = answers.get("isian", {}).get("beda", {})
    return found


def overview_buttons(answers: Answers) -> tuple[Button, ...]:
    """On to the next page, to what is different, to what may be changed."""
    different = (Goto("button.beda", "samakan"),) if _apart(answers) else ()
    return (Pick("button.selanjutnya", "selanjutnya"), *different, Goto("button.ubah", "ubah"), MENU)


def apart(answers: Answers) -> Params:
    """Versi instansi beside versi Anda."""
    return {"lines": tuple(_both(answers, field, registered) for field, registered in _apart(answers).items())}


def _both(answers: Answers, field: str, registered: str) -> Term:
    mine = known(answers, field)
    told = {"field": Term(f"field.{field}"), "instansi": _as_registered(field, registered)}
    return Term("term.versi", {**told, "mine": shown(field, mine) if mine else Term("term.belum_diisi")})


def _as_registered(field: str, value: str) -> str | Term:
    """A level as the instansi wrote it."""
    return value if field == "tingkat_pendidikan" else shown(field, value)


def apart_buttons(answers: Answers) -> tuple[Button, ...]:
    """The instansi's version of each of them, and back."""
    take = (Pick("button.ikut_instansi", field, {"field": Term(f"field.{field}")}) for field in _apart(answers))
    return (*take, Goto("button.selesai_ubah", "biodata"))


def on_ktp(answers: Answers) -> Params:
    """Place and date of birth as on the KTP."""
    ktp: dict[str, str] = answers["isian"]["ktp"]
    return {"tempat": ktp["tempat_lahir"], "tanggal": shown_date(ktp["tanggal_lahir"])}
