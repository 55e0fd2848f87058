"""What a PDF's annotations show, without what they do: a filled form's fields, a stamp, the picture of a signature.

Each becomes a stamp (ISO 32000-1, 12.5.6.12) with the same appearance at the same place, and no action, author, date or
note. Links, remarks, attached files and hidden annotations show nothing that belongs to the page, and go.
"""

from collections.abc import Iterator
from typing import Any, Final

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

_SHOWING: Final = frozenset(
    {
        *("/Widget", "/Stamp", "/FreeText", "/Ink", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"),
        *("/Highlight", "/Underline", "/Squiggly", "/StrikeOut"),
    }
)
# Bits of /F: Hidden and NoView; Print.
_UNSEEN: Final = 2 | 32
_PRINTED: Final = 4


def stamps(page: DictionaryObject) -> Iterator[DictionaryObject]:
    """The stamps that take the place of a page's annotations."""
    listed = _value(page, "/Annots")
    for each in listed if isinstance(listed, ArrayObject) else ():
        note = each.get_object()
        if isinstance(note, DictionaryObject) and _is_seen(note):
            appearance = _appearance(note)
            if appearance is not None:
                yield _stamp(note.raw_get("/Rect"), appearance)


def _is_seen(note: DictionaryObject) -> bool:
    flags = _value(note, "/F") or 0
    shows = _value(note, "/Subtype") in _SHOWING and "/Rect" in note
    return shows and isinstance(flags, int) and not flags & _UNSEEN


def _appearance(note: DictionaryObject) -> Any:  # noqa: ANN401 - a reference, or None
    """The reference to what an annotation shows; a box has one for each of its states."""
    looks = _value(note, "/AP")
    look = looks.raw_get("/N") if isinstance(looks, DictionaryObject) and "/N" in looks else None
    states = None if look is None else look.get_object()
    if isinstance(states, StreamObject):
        return look
    state = _value(note, "/AS")
    if not isinstance(states, DictionaryObject) or state not in states:
        return None
    return states.raw_get(state) if isinstance(states[state], StreamObject) else None


def _value(found: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - whatever pypdf read
    """What a key has, where it leads; `get` would give the reference itself."""
    return found[key] if key in found else None  # noqa: SIM401 - see above


def _stamp(place: Any, appearance: Any) -> DictionaryObject:  # noqa: ANN401 - as pypdf read them
    entries = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Stamp"),
        "/Rect": place,
        "/F": NumberObject(_PRINTED),
        "/AP": DictionaryObject({NameObject("/N"): appearance}),
    }
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})
