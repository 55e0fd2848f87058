"""The command line's own voice: a result in words or as JSON, one line for an error, and a bar for long work."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def tell(as_json: bool, value: dict[str, Any], words: str) -> None:  # noqa: FBT001 - the option, passed on
    """The result, on standard output."""
    print(json.dumps(value, ensure_ascii=False) if as_json else words)  # noqa: T201 - see above


def fail(sentence: str) -> NoReturn:
    """One line on standard error, exit status 1."""
    print(sentence, file=sys.stderr)  # noqa: T201 - see above
    raise typer.Exit(1)


@contextmanager
def bar(what: str, *, hidden: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while the block runs, if somebody sees it; it is told how much of how much is done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    unseen = hidden or not console.is_terminal
    with Progress(*columns, console=console, disable=unseen, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
