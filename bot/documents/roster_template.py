"""The sheet that an instansi fills in: a workbook that somebody who is no expert fills without losing a digit.

All columns are text, dates too: an Excel set to American English would make 3 July of a typed 07-03-1990, and no
program changes what is typed into a text cell. Real dates that are pasted keep their own format, and both are read.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from bot.documents.roster_template_guide import write_guide
from bot.documents.roster_template_words import Described, Words, load_words
from bot.documents.sheet_columns import EXAMPLE
from bot.documents.sheet_guard import MAX_ROWS
from bot.rules.education import levels
from bot.rules.eligibility import Terms
from bot.rules.entry_choices import PAYMENTS, SIGNERS

DATA: Final = "Data"
GUIDE: Final = "Petunjuk"
_LISTS: Final = "Pilihan"
_SIXTEEN: Final = ("nik", "kk")
# Row 1 is the heading and row 2 the example, of which nothing is demanded.
_FIRST: Final = 2
_LAST: Final = MAX_ROWS - 1
_PROMPT: Final = 255
# The format that Excel calls Text.
_TEXT: Final = 49


def write(kode: str, nama: str, units: Sequence[str] = (), terms: Terms | None = None) -> bytes:
    """Write the template of one instansi as an xlsx.

    Args:
        kode: of the instansi.
        nama: of the instansi, as people read it.
        units: unit kerja to choose from; others may be typed.
        terms: who belongs into the pendataan, as the guide tells; the defaults if None.

    Returns:
        A workbook whose sheet Data has the 22 columns in the published order and an example row that is never
        loaded, whose sheet Petunjuk explains, and which holds the lists to choose from in a hidden third.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, and an idle bot writes no sheet

    words = load_words(kode, nama, terms or Terms())
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": words.guide["judul"], "subject": words.guide["untuk"]})
        data, guide = workbook.add_worksheet(DATA), workbook.add_worksheet(GUIDE)
        _write_columns(workbook, data, words)
        _add_choices(workbook, data, words, _choices(units))
        write_guide(workbook, guide, words)
    return file.getvalue()


def _choices(units: Sequence[str]) -> Mapping[str, Sequence[str]]:
    return {
        "jenis_kelamin": ("L", "P"),
        "tingkat_pendidikan": [level.name for level in levels()],
        "unit_kerja": units,
        "jenis_jabatan_penandatangan": tuple(SIGNERS.values()),
        "jenis_pembayaran": tuple(PAYMENTS.values()),
    }


def _write_columns(workbook: Any, data: Any, words: Words) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Headings with notes, the example, and the format of every cell below."""
    heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#FFFFFF"}
    required = workbook.add_format({**heading, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
    optional = workbook.add_format({**heading, "bg_color": "#D9D9D9", "font_color": "#262626"})
    example = workbook.add_format({"num_format": _TEXT, "italic": True, "font_color": "#6B6B6B", "bg_color": "#F2F2F2"})
    text = workbook.add_format({"num_format": _TEXT})
    data.set_row(0, 34)
    for place, of in enumerate(words.columns):
        data.set_column(place, place, of.width, text)
        data.write_string(0, place, of.heading, required if of.column.required else optional)
        data.write_comment(0, place, of.note, {"author": GUIDE, "x_scale": 2, "y_scale": 1.6, "font_size": 10})
        if of.column.key == "nik":
            data.write_string(1, place, f"{EXAMPLE.upper()} {of.example}", example)
        elif of.example:
            data.write_string(1, place, of.example, example)
        else:
            data.write_blank(1, place, None, example)
    data.freeze_panes(1, 2)
    everywhere = f"A1:V{MAX_ROWS}"
    data.ignore_errors({"number_stored_as_text": everywhere, "two_digit_text_year": everywhere})
    data.set_landscape()
    data.fit_to_pages(1, 0)
    data.repeat_rows(0)


def _add_choices(
    workbook: Any,  # noqa: ANN401 - as above
    data: Any,  # noqa: ANN401 - as above
    words: Words,
    choices: Mapping[str, Sequence[str]],
) -> None:
    """What each column asks for when its cell is chosen, its drop-down, and what is said of anything else."""
    lists = workbook.add_worksheet(_LISTS)
    lists.hide()
    for place, of in enumerate(words.columns):
        rule = {"input_title": of.column.label, "input_message": of.note[:_PROMPT], **_demand(of, words)}
        if chosen := choices.get(of.column.key):
            for row, choice in enumerate(chosen):
                lists.write_string(row, place, choice)
            source = f"={_LISTS}!${_letter(place)}$1:${_letter(place)}${len(chosen)}"
            rule |= {"validate": "list", "source": source, **_warning(of, words)}
        data.data_validation(_FIRST, place, _LAST, place, rule)


def _demand(of: Described, words: Words) -> dict[str, object]:
    if of.column.key not in _SIXTEEN:
        return {"validate": "any"}
    first = f"{_letter(list(words.columns).index(of))}{_FIRST + 1}"
    return {
        "validate": "custom",
        "value": f"=AND(LEN({first})=16,ISNUMBER(-{first}))",
        "error_title": words.warnings["enam_belas_judul"],
        "error_message": words.warnings["enam_belas"].format(kolom=of.column.label),
    }


def _warning(of: Described, words: Words) -> dict[str, object]:
    """Jenis kelamin is L or P; a new unit kerja is welcome; anything else from outside the list asks first."""
    if of.column.key == "unit_kerja":
        return {"show_error": False}
    return {
        "error_type": "stop" if of.column.key == "jenis_kelamin" else "warning",
        "error_title": words.warnings["daftar_judul"],
        "error_message": words.warnings["daftar"],
    }


def _letter(place: int) -> str:
    return chr(ord("A") + place)
