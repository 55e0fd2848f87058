"""Which entry of the riwayat is meant: the one that was chosen, or the first that lacks a paper."""

from typing import Any

from bot.conversations.riwayat.names import OF_FIRST
from bot.engine.parse import Answers
from storage.papers import OF_RIWAYAT

OWN = "worker"


def entries(answers: Answers) -> list[dict[str, Any]]:
    """All of them, in order."""
    found: list[dict[str, Any]] = answers.get("isian", {}).get("entries", [])
    return found


def chosen_entry(answers: Answers) -> dict[str, Any] | None:
    """The one that was tapped in the list."""
    return next((entry for entry in entries(answers) if answers.get("riwayat") == f"e{entry['id']}"), None)


def lacking(answers: Answers) -> dict[str, Any] | None:
    """The first that lacks a paper."""
    return next((entry for entry in entries(answers) if len(entry["papers"]) < len(OF_RIWAYAT)), None)


def wants(answers: Answers, kind: str) -> bool:
    """Whether this paper is to be asked for: it was chosen, or nothing was and it is the first that lacks."""
    if "riwayat" in answers:
        return answers.get("tindakan") == kind
    entry = lacking(answers)
    return entry is not None and next(kind for kind in OF_RIWAYAT if kind not in entry["papers"]) == kind


def target(answers: Answers, kind: str) -> dict[str, Any]:
    """The entry that a paper of this kind belongs to, where one is asked for."""
    entry = chosen_entry(answers) if answers.get("tindakan") == kind else lacking(answers)
    assert entry is not None
    return entry


def is_form(answers: Answers) -> bool:
    """Whether an entry is being written: a new one, or one that is changed."""
    return answers.get("riwayat") == "tambah" or answers.get("tindakan") == "ubah"


def is_gone(answers: Answers) -> bool:
    """Whether the entry that was tapped is there no more."""
    return answers.get("riwayat", "").startswith("e") and chosen_entry(answers) is None


def asks(answers: Answers, field: str) -> bool:
    """Whether the form has this field: of the instansi's entry only what the worker may change."""
    entry = chosen_entry(answers)
    return is_form(answers) and (entry is None or entry["source"] == OWN or field in OF_FIRST)


def known(answers: Answers, field: str) -> str | None:
    """What an own entry that is being changed says already; of the instansi's, only what is asked is asked for."""
    entry = chosen_entry(answers) if is_form(answers) else None
    if entry is None or (entry["source"] != OWN and field in OF_FIRST):
        return None
    value: str | None = entry[field]
    return value


def answer_of(answers: Answers, field: str) -> Any:  # noqa: ANN401 - any JSON value
    """The field as it stands on the form; the pendidikan by its name."""
    if field == "pendidikan" and "terpilih" in answers:
        return answers["terpilih"]["name"]
    return answers[field] if field in answers else known(answers, field)
