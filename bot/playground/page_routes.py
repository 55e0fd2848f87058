"""What the web page asks for: the people, their chats, what they do, and a stream of what happens.

Everything that changes something is refused unless it comes from the page itself: see `guard.py`.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import quote

import msgspec
from aiohttp import web
from aiohttp.web_request import FileField

from bot.playground.call import ApiError, Json
from bot.playground.cast import Person, Sample
from bot.playground.page_acts import ACTS, Act, send_files
from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

_PAGE = Path(__file__).with_name("page")
_SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "audio/ogg"})
_HEARTBEAT = 15.0
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
STREAMS = web.AppKey("streams", set[asyncio.Queue[Json | None]])


class PageRoutes:
    """The people's side of one playground."""

    def __init__(self, fake: FakeTelegram, people: Sequence[Person], samples: Sequence[Sample]) -> None:
        self._fake = fake
        self._people = {person.id: person for person in people}
        self._samples = {sample.key: sample for sample in samples}
        self._users = {person.id: fake.user(person.id, person.name, phone=person.phone) for person in people}

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an application."""
        app[STREAMS] = set()
        app.router.add_get("/", self.file)
        app.router.add_get("/page/{name}", self.file)
        app.router.add_get("/api/state", self.state)
        app.router.add_get("/api/events", self.events)
        app.router.add_get("/api/files/{file_id}", self.download)
        app.router.add_get("/api/chats/{id}", self.chat)
        app.router.add_post("/api/chats/{id}/files", self.upload)
        app.router.add_post("/api/chats/{id}/{act}", self.act)

    async def file(self, request: web.Request) -> web.Response:
        """Answer one of the page's own files."""
        path = _PAGE / request.match_info.get("name", "index.html")
        if path.parent != _PAGE or path.suffix not in _TYPES or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), content_type=_TYPES[path.suffix], charset="utf-8")

    async def state(self, _request: web.Request) -> web.Response:
        """Answer who there is: the bot, the people with their last message, the samples."""
        samples = [
            {"key": sample.key, "label": sample.label, "filename": sample.filename, "mime": sample.mime}
            for sample in self._samples.values()
        ]
        people = [self._summary(person) for person in self._people.values()]
        return _json({"bot": self._bot(), "people": people, "samples": samples})

    def _bot(self) -> Json:
        bot, about = self._fake.world.bot, self._fake.world.about
        return {
            "name": bot["first_name"],
            "username": bot["username"],
            "description": about.get("description", ""),
            "short_description": about.get("short_description", ""),
        }

    def _summary(self, person: Person) -> Json:
        chat = self._fake.world.chats.get(person.id)
        messages = self._users[person.id].messages
        return {
            "id": person.id,
            "name": person.name,
            "about": person.about,
            "facts": [{"label": label, "value": value} for label, value in person.facts],
            "start": person.start,
            "phone": person.phone,
            "unread": chat.unread() if chat else 0,
            "last": messages[-1] if messages else None,
        }

    async def chat(self, request: web.Request) -> web.Response:
        """Answer one person's chat as it is now."""
        user = self._user(request)
        chat = self._fake.world.chats.get(user.id)
        return _json(
            {
                "messages": user.messages,
                "keyboard": chat.keyboard if chat else None,
                "blocked": bool(chat and chat.blocked),
                "commands": user.commands,
                "bot": self._bot(),
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens in all chats, one server-sent event each."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        # Before the page hears that the stream is open: it asks for the chat then, and misses nothing after.
        async with self._listening(request.app) as queue:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while True:
                try:
                    async with asyncio.timeout(_HEARTBEAT):
                        event = await queue.get()
                except TimeoutError:
                    await response.write(b": ada\n\n")
                    continue
                if event is None:
                    return response
                await response.write(b"data: " + msgspec.json.encode(event) + b"\n\n")

    @asynccontextmanager
    async def _listening(self, app: web.Application) -> AsyncIterator[asyncio.Queue[Json | None]]:
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        app[STREAMS].add(queue)
        self._fake.world.watchers.append(queue.put_nowait)
        try:
            yield queue
        finally:
            self._fake.world.watchers.remove(queue.put_nowait)
            app[STREAMS].discard(queue)

    async def download(self, request: web.Request) -> web.Response:
        """Answer a file's bytes; what a browser might run is only ever saved."""
        file_id = request.match_info["file_id"]
        try:
            stored, _ = self._fake.world.files.find(file_id)
            data = self._fake.file_bytes(file_id)
        except ApiError as error:
            raise web.HTTPNotFound from error
        mime = "image/jpeg" if stored.kind == "photo" else stored.mime
        inline = mime in _SHOWN_INLINE
        return web.Response(
            body=data,
            content_type=mime if inline else "application/octet-stream",
            headers={
                "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(stored.name)}",
                "Cache-Control": "private, max-age=3600",
            },
        )

    async def upload(self, request: web.Request) -> web.Response:
        """Send files from the device: the field `as` is photo or document, several make an album."""
        user = self._user(request)
        form = await request.post()
        fields = [field for field in form.getall("file", []) if isinstance(field, FileField)]
        files = [(field.file.read(), field.filename, field.content_type) for field in fields]
        if not files:
            raise web.HTTPBadRequest(text="Tidak ada berkas yang dipilih.")
        with _refusals():
            await send_files(user, files, as_photo=form.get("as") == "photo", caption=str(form.get("caption", "")))
        return _json({"ok": True})

    async def act(self, request: web.Request) -> web.Response:
        """Do one of the things a person does; the body is an `Act` as JSON."""
        user = self._user(request)
        perform = ACTS.get(request.match_info["act"])
        if perform is None:
            raise web.HTTPNotFound
        with _refusals():
            act = msgspec.json.decode(await request.read() or b"{}", type=Act)
            await perform(user, act, [self._samples[key] for key in act.keys])
        await self._fake.flush()
        return _json({"ok": True})

    def _user(self, request: web.Request) -> User:
        number = request.match_info["id"]
        user = self._users.get(int(number)) if number.isdecimal() else None
        if user is None:
            raise web.HTTPNotFound
        return user


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except LookupError as error:
        raise web.HTTPConflict(text="Tombol atau pesan itu sudah tidak ada.") from error
    except msgspec.DecodeError as error:
        raise web.HTTPBadRequest(text="Permintaan tidak lengkap.") from error
    except ApiError as error:
        raise web.HTTPBadRequest(text="Berkas ini tidak dapat dikirim sebagai foto. Kirim sebagai berkas.") from error


def _json(body: Json) -> web.Response:
    return web.Response(body=msgspec.json.encode(body), content_type="application/json")
