"""A sheet that came by chat or command line: imported, and where rows were refused, returned with what is wrong.

It runs wherever there is a store, a path and somebody to hear of its progress: in a process of its own, or in a test.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlmodel import Session

from bot.conversations.wording import Wording
from bot.documents.sheet_reasons import load_sentences
from bot.documents.sheet_return import annotate
from bot.documents.sheet_rows import Reason
from bot.jobs.roster_import import AT_OTHER, Heard, RefusedRow, import_roster
from bot.jobs.roster_import_outcome import Imported, Who
from bot.jobs.watching import tell_watchers
from bot.rules.eligibility import Terms
from storage.crypto import Vault
from storage.database import Database

COMMONEST: Final = 3


def import_sheet(
    database: Database,
    vault: Vault,
    words: Wording,
    terms: Terms,
    who: Who,
    path: Path,
    progress: Callable[[int, int], None],
    on_refused: Callable[[RefusedRow], None] = lambda _row: None,
) -> Imported:
    """Import the sheet at this path, tell whoever waits for one of its people, and make what is sent back.

    `progress` and `on_refused` are told on the way, as `Heard` says.

    Raises:
        Unfit: as `import_roster`.
        NotAllowedError: as `import_roster`.
    """
    refused: dict[int, tuple[Reason, ...]] = {}

    def on_registered(session: Session, nik_indexes: Sequence[bytes]) -> None:
        tell_watchers(session, vault, words, nik_indexes, who.now)

    def refuse(row: RefusedRow) -> None:
        refused[row.number] = row.reasons
        on_refused(row)

    report = import_roster(
        database,
        vault,
        who.kode,
        path,
        now=who.now,
        terms=terms,
        person=who.person,
        begun=who.begun,
        heard=Heard(progress, on_registered, refuse),
    )
    at_other = sum(any(reason.code == AT_OTHER for reason in reasons) for reasons in refused.values())
    return Imported(
        report.import_id,
        report.loaded,
        report.updated,
        report.unchanged,
        report.refused_count,
        at_other,
        tuple(_commonest(refused.values())),
        _annotated(path, refused) if refused else b"",
    )


def _annotated(path: Path, refused: dict[int, tuple[Reason, ...]]) -> bytes:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "perbaikan.xlsx"
        annotate(path, out, refused)
        return out.read_bytes()


def _commonest(refused: Iterable[Sequence[Reason]]) -> Iterator[tuple[int, str]]:
    """The reasons that came in most rows, each with how many and the sentence of one of them."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], Reason] = {}
    for reasons in refused:
        kinds = {(reason.code, reason.column): reason for reason in reasons}
        counts.update(kinds.keys())
        examples.update(kinds)
    sentences = load_sentences()
    for kind, count in counts.most_common(COMMONEST):
        yield count, sentences.of_row(examples[kind])
