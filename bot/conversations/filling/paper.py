"""Papers as the pages tell of them: kept ones, those just answered, and how they are shown."""

from collections.abc import Mapping
from typing import Any

from bot.engine.effects import Term
from bot.engine.inputs import Input
from bot.engine.parse import Asked, Refusal, uploaded
from storage.papers import Paper


def paper(given: Input, asked: Asked) -> dict[str, Any]:
    """Where the photo or PDF can be fetched."""
    try:
        return uploaded(given, asked)
    except Refusal:
        raise Refusal("want_paper") from None


def told(kept: Paper) -> dict[str, Any]:
    """What a conversation keeps of a paper; its key is no `file` of the draft, for the record names it."""
    return {"key": kept.file, "form": kept.form, "size": kept.size, "pages": kept.pages}


def described(known: Mapping[str, Any] | None) -> Term:
    """`PDF 2 halaman, 310 KB`, or that there is none yet."""
    if not known:
        return Term("term.belum_ada")
    if known["form"] == "pdf":
        return Term("term.pdf", {"pages": known["pages"], "size": known["size"]})
    return Term("term.foto", {"size": known["size"]})
