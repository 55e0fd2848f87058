"""Copies pages out of PDFs that pypdf has read: what they show, byte for byte, and nothing that acts, hides or tells.

A page is copied by naming what belongs to it, so that JavaScript, actions, forms, outlines, embedded files, the
structure tree and the like stay behind because nothing leads to them. What its annotations show stays, as stamps. A
layer that was hidden is shown.
"""

from collections import deque
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from bot.documents.pdf_file import catalog, stream, written
from bot.documents.pdf_stamps import stamps
from bot.documents.unfit import Unfit

_PAGE: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")
# Never copied where keys have the meaning that the format gives them: facts about the author, other files, ways back.
_LEFT: Final = frozenset(
    {
        *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Alternates", "/Ref", "/Measure", "/PtData"),
        *("/StructParent", "/StructParents", "/Parent", "/AA", "/OpenAction", "/JS", "/EF", "/Thumb"),
    }
)
# A stream's bytes may lie in another file; the length is written anew.
_LEFT_OF_STREAMS: Final = _LEFT | {"/F", "/FFilter", "/FDecodeParms", "/DL", "/Length"}
# Dictionaries whose keys are names that the file's maker chose.
_NAMED: Final = frozenset(
    {
        "/ExtGState",
        "/ColorSpace",
        "/Pattern",
        "/Shading",
        "/XObject",
        "/Font",
        "/Properties",
        "/CharProcs",
        "/Colorants",
    }
)
_MOST_OBJECTS: Final = 20_000
_CATALOG: Final = 1
_TREE: Final = 2


@dataclass(slots=True)
class Copy:
    """A file in the making. Its pages' objects are copied one by one, each once, whatever leads to it."""

    _objects: dict[int, bytes] = field(default_factory=dict)
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _waiting: deque[tuple[int, PdfObject, bool]] = field(default_factory=deque)
    _pages: list[int] = field(default_factory=list)
    _count: int = _TREE

    def add(self, page: DictionaryObject) -> None:
        """Copy one page; raises Unfit(`pdf_damaged`) where something that it shows is missing."""
        _require_streams(page.get("/Contents"))
        entries = [b"/Type /Page /Parent %d 0 R" % _TREE]
        entries += [_name(key) + b" " + self._said(page.raw_get(key)) for key in _PAGE if key in page]
        shown = [self._put(stamp) for stamp in stamps(page)]
        if shown:
            entries.append(b"/Annots [%b]" % b" ".join(shown))
        number = self._number()
        self._pages.append(number)
        self._objects[number] = b"<< %b >>" % b" ".join(entries)
        while self._waiting:
            waiting, found, named = self._waiting.popleft()
            self._objects[waiting] = self._body(found, named=named)

    def finish(self) -> bytes:
        """Write the file."""
        self._objects[_CATALOG], self._objects[_TREE] = catalog(self._pages, _TREE)
        return written([self._objects[number] for number in range(1, self._count + 1)])

    def _number(self) -> int:
        if self._count >= _MOST_OBJECTS:
            raise Unfit("pdf_damaged")
        self._count += 1
        return self._count

    def _put(self, made: PdfObject) -> bytes:
        number = self._number()
        self._waiting.append((number, made, False))
        return b"%d 0 R" % number

    def _refer(self, reference: IndirectObject, *, named: bool) -> bytes:
        key = (id(reference.pdf), reference.idnum, reference.generation)
        if key not in self._numbers:
            found = reference.get_object()
            if found is None or isinstance(found, NullObject):
                return b"null"
            self._numbers[key] = self._number()
            self._waiting.append((self._numbers[key], found, named))
        return b"%d 0 R" % self._numbers[key]

    def _body(self, found: PdfObject, *, named: bool) -> bytes:
        if isinstance(found, StreamObject):
            # The base class gives the bytes as they lie in the file; its heirs decode them.
            return stream(self._entries(found, _LEFT_OF_STREAMS), StreamObject.get_data(found))
        return self._said(found, named=named)

    def _said(self, found: PdfObject, *, named: bool = False) -> bytes:
        match found:
            case IndirectObject():
                return self._refer(found, named=named)
            case DictionaryObject():
                return b"<< %b >>" % self._entries(found, frozenset() if named else _LEFT)
            case ArrayObject():
                return b"[%b]" % b" ".join(self._said(each) for each in found)
            case TextStringObject() | ByteStringObject():
                return b"<%b>" % found.original_bytes.hex().encode()
            case _:
                out = BytesIO()
                found.write_to_stream(out)
                return out.getvalue()

    def _entries(self, found: DictionaryObject, left: frozenset[str]) -> bytes:
        parts = []
        for key in found:
            if key in left:
                continue
            value = found.raw_get(key)
            if key == "/XObject" and left:
                _require_streams(*_values(value))
            parts.append(_name(key) + b" " + self._said(value, named=key in _NAMED and bool(left)))
        return b" ".join(parts)


def _name(key: str) -> bytes:
    return NameObject(key).renumber()


def _values(found: PdfObject) -> list[Any]:
    held = found.get_object()
    return [held.raw_get(key) for key in held] if isinstance(held, DictionaryObject) else []


def _require_streams(*found: PdfObject | None) -> None:
    """Raise Unfit(`pdf_damaged`) where a page's drawing, or a picture that it shows, is not in the file."""
    for each in found:
        held = None if each is None else each.get_object()
        if isinstance(held, ArrayObject):
            _require_streams(*held)
        elif each is not None and not isinstance(held, StreamObject):
            raise Unfit("pdf_damaged")
