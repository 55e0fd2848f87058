"""The one page of a card as PDF objects: what its kind shares is prepared once a process, the rest is put before it."""

from functools import cache

from bot.documents.card_form import PAGE_HEIGHT, PAGE_WIDTH, form
from bot.documents.card_ink import bold, regular
from bot.documents.card_paper import assemble, stream, text_string
from bot.documents.card_words import PENDATAAN, Words

# The numbers of the objects: first what differs from card to card, then what does not.
_CONTENT, _PHOTO, _LINK, _INFO, _CATALOG, _PAGES, _PAGE, _FORM, _REGULAR, _BOLD = (1, 2, 3, 4, 5, 6, 7, 8, 9, 14)


def page(words: Words, number: str, operators: bytes, photo: bytes, link: bytes) -> bytes:
    """The PDF of a card of this kind, titled with its number.

    `operators` draw what is the card's own; they find the rest as /Form, the image object `photo` as /Photo, the
    faces as /R and /B. `link` is the annotation object that makes a part of the page tappable.
    """
    info = f"<< /Title {text_string(f'{words.title} {number}')} /Author {text_string(PENDATAAN)} >>".encode("ascii")
    own = (stream("", operators, level=1), photo, link, info)
    return assemble([*own, *_prepared(words)], catalog=_CATALOG, info=_INFO)


@cache
def _prepared(words: Words) -> tuple[bytes, ...]:
    """The objects from the catalog on: equal on all cards of a kind."""
    size = f"[0 0 {PAGE_WIDTH:.3f} {PAGE_HEIGHT:.3f}]"
    fonts = f"/Font << /R {_REGULAR} 0 R /B {_BOLD} 0 R >>"
    return (
        (
            f"<< /Type /Catalog /Pages {_PAGES} 0 R /Lang (id-ID) /ViewerPreferences << /DisplayDocTitle true >> >>"
        ).encode("ascii"),
        f"<< /Type /Pages /Kids [{_PAGE} 0 R] /Count 1 >>".encode("ascii"),
        (
            f"<< /Type /Page /Parent {_PAGES} 0 R /MediaBox {size} /Contents {_CONTENT} 0 R /Annots [{_LINK} 0 R]"
            f" /Resources << {fonts} /XObject << /Form {_FORM} 0 R /Photo {_PHOTO} 0 R >> >> >>"
        ).encode("ascii"),
        stream(f"/Type /XObject /Subtype /Form /BBox {size} /Resources << {fonts} >>", form(words), level=9),
        *regular().objects(_REGULAR),
        *bold().objects(_BOLD),
    )
