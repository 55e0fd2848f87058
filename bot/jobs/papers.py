"""Papers that people send, as one file or as several: fetched, judged, bound, and offered before they are kept."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from bot.documents.demands import Paper, PaperRule
from bot.documents.unfit import Unfit
from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.gateway.send import Post
from bot.jobs.patience import shown_busy
from storage.files import FileStore

_AT_ONCE: Final = 2
"""A decoded picture may take 100 MB, and a PDF is read in a process of its own."""
_MOST_SOURCES: Final = 10
_LARGEST_TOGETHER: Final = 60 * 1024 * 1024
"""What is bound lies in memory together; ten photos of a good phone have half of this."""

_Offer = tuple[str, Paper, dict[str, float | str]]


class Papers:
    """The job on papers. `rules` says what each kind must be; `busy` is said while one takes long."""

    def __init__(
        self, fetcher: Fetcher, post: Post, files: FileStore, rules: Mapping[str, PaperRule], busy: str
    ) -> None:
        self._fetcher = fetcher
        self._post = post
        self._files = files
        self._rules = rules
        self._busy = busy
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def check_paper(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Judge `sources` (each a `source` and its `size` in bytes) as one paper of `kind`.

        Good ones are offered, so that their owner sees what will be kept: `berkas_foto` (size), `berkas_dikecilkan`
        (size, before), `berkas_pdf` and `berkas_gabungan` (size, pages). A refusal has the code that judged the file;
        where one of several is at fault it is `page_unfit`, with its place as `page`, how many were `sent`, and that
        code as `reason` among that code's own params.
        """
        rule, sources = self._rules[args["kind"]], args["sources"]
        refused = _too_much([source["size"] for source in sources])
        if refused is not None:
            return refused
        async with shown_busy(self._post, person, "upload_document", self._busy), self._places:
            try:
                sent = [await self._fetcher.get(source["source"]) for source in sources]
                code, paper, params = await asyncio.to_thread(_judged, sent, rule)
            except FileUnavailableError:
                return _refused("file_unavailable")
            except Unfit as unfit:
                return _refusal(unfit, len(sources))
            value = await self._kept(paper)
        return {"offer": code, "params": {"size": value["size"], **params}, "value": value}

    async def _kept(self, paper: Paper) -> dict[str, Any]:
        file = await self._files.apart(partial(self._files.put, paper.data))
        return {"file": file, "size": len(paper.data), "pages": paper.pages, "form": paper.form}


def _judged(sent: Sequence[bytes], rule: PaperRule) -> _Offer:
    """What is offered for the bytes that were sent; raises Unfit."""
    from bot.documents import binding, papers  # noqa: PLC0415 - an idle bot does without what opens pictures

    if len(sent) > 1 or (rule.pdf_only and papers.form_of(sent[0]) == "jpeg"):
        bound = binding.bind(sent, rule)
        return "berkas_gabungan", bound, {"pages": bound.pages}
    try:
        paper = papers.check(sent[0], rule)
    except Unfit as unfit:
        if unfit.code != "too_big":
            raise
        return "berkas_dikecilkan", papers.shrunk_page(sent[0], rule), {"before": len(sent[0])}
    return ("berkas_foto", paper, {}) if paper.form == "jpeg" else ("berkas_pdf", paper, {"pages": paper.pages})


def _too_much(sizes: Sequence[int]) -> dict[str, Any] | None:
    """The refusal of what need not be fetched."""
    if len(sizes) > _MOST_SOURCES:
        return _refused("too_many_pages_sent", sent=len(sizes), limit=_MOST_SOURCES)
    if max(sizes) > LARGEST:
        return _refused("file_too_large", size=max(sizes))
    if sum(sizes) > _LARGEST_TOGETHER:
        return _refused("files_too_large_together", size=sum(sizes), limit=_LARGEST_TOGETHER)
    return None


def _refusal(unfit: Unfit, sent: int) -> dict[str, Any]:
    if "page" not in unfit.params:
        return _refused(unfit.code, **unfit.params)
    return _refused("page_unfit", **unfit.params, sent=sent, reason=unfit.code)


def _refused(code: str, **params: float | str) -> dict[str, Any]:
    return {"refused": code, "params": params}
