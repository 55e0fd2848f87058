"""Pictures that people send: fetched, judged, cleaned, made smaller if asked, and kept sealed."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from bot.documents.demands import BACKGROUND_NOT_BLUE, Picture, PictureRule
from bot.documents.unfit import Unfit
from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.gateway.send import Post
from bot.jobs.patience import shown_busy
from storage.files import FileStore

_AT_ONCE: Final = 2
"""A decoded picture may take 100 MB."""


class Uploads:
    """The jobs on pictures. `rules` says what each kind must be; `busy` is said while one takes long."""

    def __init__(
        self, fetcher: Fetcher, post: Post, files: FileStore, rules: Mapping[str, PictureRule], busy: str
    ) -> None:
        self._fetcher = fetcher
        self._post = post
        self._files = files
        self._rules = rules
        self._busy = busy
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def check_picture(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Judge the file `source` as a picture of `kind`: its value, a refusal, or an offer to make it smaller."""
        rule = self._rules[args["kind"]]
        if args["size"] > LARGEST:
            return _refused("file_too_large", size=args["size"])
        async with shown_busy(self._post, person, "upload_photo", self._busy), self._places:
            try:
                data = await self._fetcher.get(args["source"])
                picture = await asyncio.to_thread(_checked, data, rule)
            except FileUnavailableError:
                return _refused("file_unavailable")
            except Unfit as unfit:
                if unfit.code == "too_big":
                    return _offer("kecilkan", unfit.params, work="shrink_picture", args=args)
                return _refused(unfit.code, **unfit.params)
            value = await self._kept(picture)
        if BACKGROUND_NOT_BLUE in picture.warnings:
            return _offer("latar_tidak_biru", {}, value=value)
        return {"value": value}

    async def shrink_picture(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Kecilkan otomatis: the result is offered, so that its owner sees it before it is kept."""
        rule = self._rules[args["kind"]]
        async with shown_busy(self._post, person, "upload_photo", self._busy), self._places:
            try:
                data = await self._fetcher.get(args["source"])
                picture = await asyncio.to_thread(_made_smaller, data, rule)
            except FileUnavailableError:
                return _refused("file_unavailable")
            except Unfit as unfit:
                return _refused(unfit.code, **unfit.params)
            value = await self._kept(picture)
        code = "hasil_kecil_latar" if picture.warnings else "hasil_kecil"
        return _offer(code, {"size": value["size"]}, value=value)

    async def _kept(self, picture: Picture) -> dict[str, Any]:
        file = await self._files.apart(partial(self._files.put, picture.data))
        return {
            "file": file,
            "size": len(picture.data),
            "width": picture.width,
            "height": picture.height,
            "warnings": list(picture.warnings),
        }


def _checked(data: bytes, rule: PictureRule) -> Picture:
    from bot.documents import pictures  # noqa: PLC0415 - an idle bot does without the five megabytes that draw

    return pictures.check(data, rule)


def _made_smaller(data: bytes, rule: PictureRule) -> Picture:
    from bot.documents import pictures  # noqa: PLC0415 - as above

    return pictures.check(pictures.shrink(data, rule.max_bytes).data, rule)


def _refused(code: str, **params: float | str) -> dict[str, Any]:
    return {"refused": code, "params": params}


def _offer(code: str, params: Mapping[str, float | str], **what: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"offer": code, "params": dict(params), **what}
