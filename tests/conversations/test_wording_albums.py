"""Files shown together, with their words in place."""

from bot.conversations.wording import Wording
from bot.engine.effects import Album
from bot.outgoing import Attachment

WORDING = Wording({"dokumen": {"view.berkas": "Berkas <b>{nama}</b>", "caption.sk": "SK", "caption.kk": "KK {nama}"}})
FILES = (("k1", "caption.sk"), ("k2", "caption.kk"))


def test_the_text_and_each_caption_are_filled_alike() -> None:
    """One set of parameters serves them all, escaped as in any message; which are photos is decided when they go."""
    album = WORDING.album("dokumen", Album("view.berkas", {"nama": "Sari & Ratna"}, FILES))
    assert album.html == "Berkas <b>Sari &amp; Ratna</b>"
    assert album.items == (
        ("SK", Attachment("photo", "file", "k1")),
        ("KK Sari &amp; Ratna", Attachment("photo", "file", "k2")),
    )


def test_files_may_speak_for_themselves() -> None:
    """Without a text the captions are all there is to read."""
    album = WORDING.album("dokumen", Album(files=FILES[:1]))
    assert (album.html, [caption for caption, _ in album.items]) == ("", ["SK"])
