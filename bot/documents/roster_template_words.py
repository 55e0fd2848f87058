"""What the template says, column by column and in its guide; the words lie in `roster_template.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from bot.documents.sheet_columns import COLUMNS, Column
from bot.rules.dates import format_date
from bot.rules.eligibility import LETTER, Terms

_THK2: Final = "no_peserta_thk2"
_NAMED: Final = 6
"""So many of the jobs that do not belong are named at most."""


@dataclass(frozen=True, slots=True)
class Described:
    """One column of the template: its heading, whether each row needs it, what goes in, an example, a width."""

    column: Column
    heading: str
    need: str
    content: str
    example: str
    width: int
    note: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that the template says, with the terms of the pendataan filled in."""

    columns: tuple[Described, ...]
    warnings: Mapping[str, str]
    guide: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]


def load_words(kode: str, nama: str, terms: Terms) -> Words:
    """Read the words from the package and fill in the instansi and what `terms` ask for."""
    letter = Terms()
    text = resources.files("bot.documents").joinpath("roster_template.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    guide = found["petunjuk"]
    jobs = (*terms.jobs, *terms.jobs_alone)
    same_jobs = jobs == (*letter.jobs, *letter.jobs_alone)
    others = guide["jabatan_lain"].format(jobs=", ".join(jobs[:_NAMED])) if jobs else ""
    filled = {
        "jabatan": guide["jabatan"] if same_jobs else others,
        "jobs": "",
        "kode": kode,
        "nama": nama,
        "letter": LETTER,
        "allowed": " atau ".join(terms.payments),
        "reference": format_date(terms.reference),
        "sk_until": format_date(terms.sk_until),
        "age_min": terms.age_min,
        "age_max": terms.age_max,
        "service_years": terms.service_years,
    }
    lists = {key: [line.format(**filled) for line in value] for key, value in guide.items() if isinstance(value, list)}
    said = {key: value.format(**filled) for key, value in guide.items() if isinstance(value, str)}
    return Words(
        tuple(_described(column, found["kolom"][column.key], found["tanda"], filled) for column in COLUMNS),
        found["tegur"],
        said if terms == letter else {**said, "dasar": ""},
        {key: [line for line in lines if line] for key, lines in lists.items()},
    )


def _described(
    column: Column, of: Mapping[str, str], marks: Mapping[str, str], filled: Mapping[str, object]
) -> Described:
    mark = "wajib" if column.required else "thk2" if column.key == _THK2 else "boleh"
    need = marks["wajib_diisi" if column.required else "boleh_kosong"]
    content = of["isi"].format(**filled)
    example = [marks["misalnya"].format(contoh=of["contoh"])] if of["contoh"] else []
    return Described(
        column,
        f"{column.label}\n({marks[mark]})",
        need,
        content,
        of["contoh"],
        int(of["lebar"]),
        "\n".join([need, content, *example]),
    )
