"""The command line's `reference`: loads a list of pusat's over the one that comes with the program."""

from contextlib import closing
from pathlib import Path
from typing import Final

import typer

from bot import bootstrap
from bot.beginning import opened_store, read_settings
from bot.conversations.biodata.pendidikan import REFERENCE
from bot.rules.education_file import COLUMNS, LONGEST_NAME, EducationFileError, read_entries
from bot.terminal import Json, fail, tell
from storage import references

app: Final = typer.Typer(help="Daftar rujukan, misalnya pendidikan.", no_args_is_help=True)

_SENTENCES: Final = {
    "columns_missing": f"The first line must name the columns {', '.join(COLUMNS)}",
    "no_rows": "There is no row below the heading",
    "row_unreadable": "Row {row} cannot be read; save the file as csv once more",
    "cells_missing": "Row {row}: a column is missing",
    "code_malformed": "Row {row}: the code must be 1 to 36 letters, digits or dashes",
    "code_twice": "Row {row}: the code is that of row {first}",
    "level_unknown": "Row {row}: the level is none of BKN's codes, such as 05, 15 or 40",
    "name_missing": "Row {row}: the name is missing",
    "name_too_long": f"Row {{row}}: the name is longer than {LONGEST_NAME} characters",
    "name_twice": "Row {row}: level and name are those of row {first}",
}


@app.command()
def pendidikan(
    file: Path,
    as_json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Replace the list of pendidikan by a csv: code, level, name. One wrong row refuses the whole file."""
    try:
        body = file.read_text(encoding="utf-8-sig")
        count = len(read_entries(body))
    except OSError:
        fail(f"There is no file {file.name} that can be read; give the path of a csv file.")
    except UnicodeDecodeError:
        fail(f"{file.name} is no csv in UTF-8; save it as CSV UTF-8.")
    except EducationFileError as error:
        fail(f"{_SENTENCES[error.code].format(**error.params)}. Nothing was loaded.")
    _keep(body)
    tell(as_json, {"loaded": count}, f"{count} rows loaded.")


def _keep(body: str) -> None:
    store = opened_store(read_settings())
    with closing(store.database), store.database.transaction() as session:
        references.replace(session, REFERENCE, body, bootstrap.now())
