"""The files that went through the chats: kept once, known by a `file_id`, fetched by a path.

Bytes are kept as they were sent. A photo is offered in up to three sizes as Telegram does; the smaller ones are
drawn only when somebody fetches them.
"""

import io
import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from bot.playground.call import Json, bad_request
from bot.playground.journal import Journal

DOWNLOAD_BYTES = 20 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024
_PHOTO_SIDES = 10_000
_PHOTO_RATIO = 20
_SIDES = {"s": 90, "m": 320}
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "video": "videos", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file: `kind` as Telegram names it, `size` in bytes, sides in pixels (0 when it is no picture)."""

    number: int
    kind: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0

    def file_id(self, scale: str = "x") -> str:
        """Give the id by which the bot names it; `scale` is s, m or x (whole) for photos."""
        return f"{self.kind}-{self.number:06d}-{scale}"

    def path(self, scale: str = "x") -> str:
        """Give Telegram's `file_path`."""
        suffix = ".jpg" if self.kind == "photo" else PurePosixPath(self.name).suffix
        return f"{_FOLDERS[self.kind]}/file_{self.number}{'' if scale == 'x' else '_' + scale}{suffix}"

    def reference(self, scale: str = "x") -> Json:
        """Give what every kind of file carries in a message."""
        reference: Json = {"file_id": self.file_id(scale), "file_unique_id": f"u{self.number}{scale}"}
        if scale == "x":
            reference["file_size"] = self.size
        return reference

    def attachment(self) -> Json | list[Json]:
        """Give the message's field named as `kind`: a list of sizes for a photo, else one object."""
        if self.kind == "photo":
            return self._sizes()
        if self.kind == "document":
            return {**self.reference(), "file_name": self.name, "mime_type": self.mime}
        if self.kind == "voice":
            return {**self.reference(), "duration": 3, "mime_type": self.mime}
        if self.kind == "video":
            return {**self.reference(), "width": 640, "height": 360, "duration": 3, "mime_type": self.mime}
        return {
            **self.reference(),
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }

    def _sizes(self) -> list[Json]:
        sizes = []
        for scale, side in _SIDES.items():
            if max(self.width, self.height) > side:
                ratio = side / max(self.width, self.height)
                width, height = max(1, round(self.width * ratio)), max(1, round(self.height * ratio))
                sizes.append({**self.reference(scale), "width": width, "height": height})
        return [*sizes, {**self.reference(), "width": self.width, "height": self.height}]


class Files:
    """Every file of this playground."""

    def __init__(self, journal: Journal | None) -> None:
        self._journal = journal
        self._files: dict[int, StoredFile] = {}
        self._bytes: dict[int, bytes] = {}
        self._paths: dict[str, str] = {}
        for row in journal.load("file") if journal else []:
            self._know(StoredFile(**row))

    def add(self, kind: str, data: bytes, name: str, mime: str) -> StoredFile:
        """Keep a file. A photo must be a picture that Telegram would take; raises 400 otherwise."""
        width, height = picture_sides(data) if kind == "photo" else (0, 0)
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        stored = StoredFile(len(self._files) + 1, kind, name, mime, len(data), width, height)
        self._know(stored)
        self._bytes[stored.number] = data
        if self._journal is not None:
            row = {slot: getattr(stored, slot) for slot in StoredFile.__slots__}
            self._journal.put("file", stored.number, row)
            self._journal.put("bytes", stored.number, data)
        return stored

    def find(self, file_id: str) -> tuple[StoredFile, str]:
        """Give a file and the scale asked for; raises 400 for an id that is none of ours."""
        kind, _, rest = file_id.partition("-")
        number, _, scale = rest.partition("-")
        stored = self._files.get(int(number)) if number.isdecimal() else None
        if stored is None or stored.kind != kind or scale not in {"x", *_SIDES}:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return stored, scale

    def read(self, file_id: str) -> bytes:
        """Give the bytes; raises 400 for an unknown id."""
        stored, scale = self.find(file_id)
        data = self._bytes.get(stored.number)
        if data is None:
            assert self._journal is not None
            data = self._bytes[stored.number] = self._journal.load_bytes("bytes", stored.number)
        return data if scale == "x" else _smaller(data, _SIDES[scale])

    def describe(self, file_id: str) -> Json:
        """Answer `getFile`; raises 400 for an unknown id and for more than 20 MB."""
        stored, scale = self.find(file_id)
        size = stored.size if scale == "x" else len(self.read(file_id))
        if size > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        path = stored.path(scale)
        self._paths[path] = file_id
        return {**stored.reference(scale), "file_size": size, "file_path": path}

    def by_path(self, path: str) -> bytes:
        """Give the bytes behind a `file_path` that was asked for; raises LookupError for any other."""
        return self.read(self._paths[path])

    def _know(self, stored: StoredFile) -> None:
        self._files[stored.number] = stored


def picture_sides(data: bytes) -> tuple[int, int]:
    """Give width and height in pixels; raises 400 for what Telegram does not take as a photo."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > _PHOTO_SIDES or max(width, height) > _PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _smaller(data: bytes, side: int) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        small = picture.convert("RGB")
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue()
