"""What the biodata's screens tell, and how each answer is shown."""

from collections.abc import Callable, Mapping

from bot.conversations.account.answers import masked_phone, shown_date
from bot.conversations.biodata.names import FIELDS
from bot.engine.effects import Params, Term
from bot.engine.parse import Answers
from bot.rules.places import name_of

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
        "nama": ktp["nama"],
        "tempat_lahir": ktp["tempat_lahir"],
        "tanggal_lahir": shown_date(ktp["tanggal_lahir"]),
    }


def on_ktp(answers: Answers) -> Params:
    """Place and date of birth as on the KTP."""
    ktp: dict[str, str] = answers["isian"]["ktp"]
    return {"tempat": ktp["tempat_lahir"], "tanggal": shown_date(ktp["tanggal_lahir"])}
