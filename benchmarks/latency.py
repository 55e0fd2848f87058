"""The longest turns of one person alone, next to a bare durable commit on the same disk.

A turn is one transaction: from the update in the inbox to the answer in the outbox, the asking of the store and the
way to its thread and back included. As in the running bot, what start-up made is kept from the garbage collector.
Each turn is followed by a bare commit, so that both meet the disk in the same moods.
"""

import asyncio
import gc
import random
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.crowd import identity_lines
from benchmarks.turns import settings
from bot import bootstrap
from bot.conversations import wording
from bot.conversations.bantuan.spoken import with_answers
from bot.engine.inputs import Choice, Command, Input, Text, to_json
from bot.engine.state import from_json
from bot.flows import build_flows
from bot.operator_files import load_questions
from bot.turns import Turns
from storage import conversations, inbox

_PEOPLE = 500
_PERCENTILE = 99


def bare_store(folder: Path) -> sqlite3.Connection:
    """A table alone: WAL, synchronous=FULL."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE bare (payload BLOB)")
    return connection


def bare_commit(connection: sqlite3.Connection) -> float:
    """Milliseconds of a one-row commit."""
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bare VALUES (randomblob(300))")
    connection.execute("COMMIT")
    return (time.perf_counter() - started) * 1000


async def side_by_side(folder: Path) -> list[tuple[float, float]]:
    """Milliseconds of each written answer's turn, one person after the other, and of the bare commit after it."""
    chosen = settings(folder)
    store = bootstrap.open_store(chosen)
    questions = load_questions(chosen)
    flows = build_flows(chosen, questions)
    turns = Turns(
        store.database,
        store.vault,
        flows,
        with_answers(wording.load(), questions),
        bootstrap.now,
        random.SystemRandom(),
        asyncio.Event(),
        lambda: None,
    )
    bare = bare_store(folder)
    gc.collect()
    gc.freeze()
    number = 0

    async def turn(person: int, given: Input) -> float:
        nonlocal number
        number += 1
        received = inbox.Received(1, number, person, msgspec.json.encode(to_json(given)))
        await store.database.run(lambda session: inbox.add(session, store.vault, [received]))
        started = time.perf_counter()
        await turns.answer_waiting()
        return (time.perf_counter() - started) * 1000

    taken = []
    for person in range(1, _PEOPLE + 1):
        await turn(person, Command("daftar"))
        drafts = await store.database.run(
            lambda session, person=person: conversations.load(session, store.vault, [person])  # type: ignore[misc]
        )
        state = from_json(flows["account"], msgspec.json.decode(drafts[person][0].body))
        assert state is not None
        await turn(person, Choice("account", state.revision, "setuju"))
        taken += [(await turn(person, Text(line)), bare_commit(bare)) for line in identity_lines(person)]
    bare.close()
    store.database.close()
    return taken


def percentile(taken: list[float]) -> float:
    """The 99th."""
    return sorted(taken)[len(taken) * _PERCENTILE // 100]


def main() -> None:
    """Print the medians and the p99 of both, and the ratio of the latter."""
    with tempfile.TemporaryDirectory() as folder:
        taken = asyncio.run(side_by_side(Path(folder)))
    ours, bare = ([pair[kind] for pair in taken] for kind in (0, 1))
    print(f"latency: median of a turn alone {median(ours):.2f} ms, of a bare durable commit {median(bare):.2f} ms")
    print(
        f"latency: p99 of a turn alone {percentile(ours):.2f} ms, of a bare durable commit {percentile(bare):.2f} ms: "
        f"{percentile(ours) / percentile(bare):.1f} times ({len(taken)} of each)"
    )


if __name__ == "__main__":
    main()
