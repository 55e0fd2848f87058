"""What lies aside of the files gathered for one question: which came, and of which album no more need be said.

`files` came so far, the last of them in `of_album`; the job under way was `given` the first few of them. Of the album
`told` a refusal was told already, and of the album `album` nothing more is taken.
"""

from typing import Any

from bot.engine.state import State

_KEPT = ("files", "of_album", "given", "told")


def gathered(state: State) -> dict[str, Any]:
    """What outlives the job under way and its offer."""
    return {key: state.aside[key] for key in _KEPT if key in state.aside}


def one_more(state: State, value: dict[str, Any], album: str) -> dict[str, Any]:
    """What is gathered with this file."""
    return {**gathered(state), "files": [*state.aside.get("files", ()), value], "of_album": album}


def is_overtaken(state: State) -> bool:
    """Whether more files came than the job under way was given."""
    given: int = state.aside.get("given", 0)
    return len(state.aside.get("files", ())) > given


def after_refusal(state: State) -> dict[str, Any]:
    """Nothing but the album: what is still to come of one whose beginning was refused needs no answer of its own."""
    return {"album": state.aside["of_album"]} if "of_album" in state.aside else {}
