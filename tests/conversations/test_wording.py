"""Codes to words: numbers, sizes and lists as Indonesians write them, and buttons in rows."""

import pytest

from bot.conversations.wording import TextError, Wording, size
from bot.engine.effects import Goto, Params, Pick, Run, Say, ShareContact, Term, View
from bot.outgoing import Key

TEXTS = {
    "common": {"say.biasa": "Biasa", "button.pendek": "Pendek", "button.panjang": "Label yang panjang sekali"},
    "uji": {
        "say.halo": "Halo, {nama}.",
        "say.semua": "{count} · {share} · {size:ukuran} · {year:tahun} · {form:besar}",
        "say.daftar": "{terms}",
        "say.baris": "{terms:baris}",
        "term.satu": "satu <b>{nama}</b>",
        "button.nama": "{nama}",
        "stage.s": "Langkah 1",
        "error.dalam": "Itu {count} halaman.",
        "error.luar": "Berkas ke-{page}: {reason:alasan} Kirim ulang.",
    },
}


@pytest.fixture
def words() -> Wording:
    """Give a few texts."""
    return Wording(TEXTS)


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 KB"), (1, "1 KB"), (204_800, "200 KB"), (204_801, "201 KB"), (1_048_576, "1 MB"), (3_200_000, "3,1 MB")],
)
def test_a_size_is_never_told_smaller_than_it_is(count: int, told: str) -> None:
    """In KB of 1024 bytes, in MB with one decimal where it says something."""
    assert size(count) == told


def test_parameters_are_told_by_their_kind(words: Wording) -> None:
    """A count, a share, a size, a year and capitals."""
    params: Params = {"count": 12_345, "share": 2.5, "size": 2048, "year": 1990, "form": "png"}
    assert words.text("uji", "say.semua", params) == "12.345 · 2,5 · 2 KB · 1990 · PNG"


def test_a_code_becomes_a_link_to_this_bot() -> None:
    """Whoever reads it need not know the bot's name."""
    words = Wording({"uji": {"say.undangan": "Buka {kode:tautan}"}}, "ContohBot")
    assert words.text("uji", "say.undangan", {"kode": "ABC"}) == "Buka https://t.me/ContohBot?start=ABC"


def test_what_people_typed_is_no_markup(words: Wording) -> None:
    """Escaped in a message, as it is on a button."""
    assert words.text("uji", "say.halo", {"nama": "<b>&"}) == "Halo, &lt;b&gt;&amp;."
    assert words.text("uji", "say.halo", {"nama": "<b>&"}, plain=True) == "Halo, <b>&."


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("A", "satu <b>A</b>"),
        ("AB", "satu <b>A</b> dan satu <b>B</b>"),
        ("ABC", "satu <b>A</b>, satu <b>B</b>, dan satu <b>C</b>"),
    ],
)
def test_terms_are_listed_as_in_speech(words: Wording, names: str, told: str) -> None:
    """Or each on a line of its own."""
    terms = tuple(Term("term.satu", {"nama": name}) for name in names)
    assert words.text("uji", "say.daftar", {"terms": terms}) == told
    lines = words.text("uji", "say.baris", {"terms": terms}).splitlines()
    assert lines == [f"• satu <b>{name}</b>" for name in names]


def test_a_text_is_found_among_the_common_ones(words: Wording) -> None:
    """Where its own conversation has none; one that is nowhere is a mistake, and so is a missing parameter."""
    assert words.text("uji", "say.biasa") == "Biasa"
    with pytest.raises(TextError, match=r"uji: say\.tidak_ada has no text"):
        words.text("uji", "say.tidak_ada")
    with pytest.raises(TextError, match=r"uji: say\.halo needs 'nama'"):
        words.text("uji", "say.halo")


def test_a_reason_within_a_reason_has_its_own_sentence(words: Wording) -> None:
    """Filled with the figures that came along."""
    params: Params = {"page": 2, "reason": "dalam", "count": 1200}
    assert words.text("uji", "error.luar", params) == "Berkas ke-2: Itu 1.200 halaman. Kirim ulang."
    with pytest.raises(TextError, match=r"uji: error\.lain has no text"):
        words.text("uji", "error.luar", {**params, "reason": "lain"})


def test_a_message_is_laid_out(words: Wording) -> None:
    """Reason, progress, text, present answer; the contact's button apart."""
    say = Say(
        "say.biasa",
        buttons=(ShareContact("button.pendek"),),
        above=("say.halo", {"nama": "A"}),
        below=("say.halo", {"nama": "B"}),
        stage="s",
        progress=(2, 8),
    )
    message = words.message("uji", say)
    assert message.html == "Halo, A.\n\n<i>Langkah 1 · 2/8</i>\nBiasa\n\nHalo, B."
    assert (message.contact, message.rows) == ("Pendek", ())
    assert words.message("uji", Say("say.biasa", stage="s")).html == "<i>Langkah 1</i>\nBiasa"


def test_two_short_buttons_share_a_row_and_a_long_one_has_its_own(words: Wording) -> None:
    """Each with the data that a tap brings back."""
    short = (Pick("button.pendek", "a"), Goto("button.pendek", "b"), View("button.pendek", "c"))
    long = (Run("button.panjang", "/bantuan"), Pick("button.nama", "d", {"nama": "Nama"}))
    message = words.message("uji", Say("say.biasa", buttons=(*short, *long), revision=7))
    assert message.rows == (
        (Key("Pendek", "uji.7.a"), Key("Pendek", "uji.7.b")),
        (Key("Pendek", "uji.7.c"),),
        (Key("Label yang panjang sekali", "/bantuan"),),
        (Key("Nama", "uji.7.d"),),
    )
