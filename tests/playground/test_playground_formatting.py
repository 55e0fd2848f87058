"""What Telegram makes of a bot's formatting, and what it refuses of it."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.playground.people import User

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


async def _entities(ask: Ask, html: str) -> list[tuple[str, str]]:
    message = (await ask("sendMessage", chat_id=71, text=html, parse_mode="HTML"))["result"]
    units = message["text"].encode("utf-16-le")
    return [
        (entity["type"], units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le"))
        for entity in message.get("entities", [])
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a</b> <strong>b</strong>", [("bold", "a"), ("bold", "b")]),
        ("<i>a</i><em>b</em>", [("italic", "a"), ("italic", "b")]),
        ("<u>a</u><ins>b</ins>", [("underline", "a"), ("underline", "b")]),
        ("<s>a</s><strike>b</strike><del>c</del>", [("strikethrough", x) for x in "abc"]),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', [("spoiler", "a"), ("spoiler", "b")]),
        ('<a href="https://contoh.id/?a=1&amp;b=2">tautan</a>', [("text_link", "tautan")]),
        ('<a href="tg://user?id=7">orang</a>', [("text_mention", "orang")]),
        ('<a href="mailto:a@contoh.id">surat</a>', []),
        ("<code>a</code>", [("code", "a")]),
        ('<pre><code class="language-python">a</code></pre>', [("pre", "a")]),
        ("<blockquote>a</blockquote>", [("blockquote", "a")]),
        ("<blockquote expandable>a</blockquote>", [("expandable_blockquote", "a")]),
        ("😀 <b>tebal 😀</b>", [("bold", "tebal 😀")]),
        ("<b>luar <i>dalam</i></b>", [("bold", "luar dalam"), ("italic", "dalam")]),
        ("<B>besar</B>", [("bold", "besar")]),
        ("<b></b>kosong", []),
        ("  <b> tepi </b>  ", [("bold", "tepi")]),
        ("/mulai lalu https://contoh.id/a.", [("bot_command", "/mulai"), ("url", "https://contoh.id/a")]),
        (
            "surel a@contoh.id, @orang_ini, #NIK",
            [("email", "a@contoh.id"), ("mention", "@orang_ini"), ("hashtag", "#NIK")],
        ),
        ("<code>/bukan</code> 1/8 dan/atau", [("code", "/bukan")]),
    ],
)
async def test_formatting_becomes_entities(sari: User, ask: Ask, html: str, expected: list[tuple[str, str]]) -> None:
    """Each of Telegram's tags gives its entity, measured in UTF-16; commands and links are found by themselves."""
    assert sari.messages
    assert await _entities(ask, html) == expected


async def test_only_telegrams_references_are_replaced(sari: User, ask: Ask) -> None:
    """Four named references and numeric ones are read; any other is left as written."""
    text = "&lt;&gt;&amp;&quot;&#33;&#x41; &nbsp; & &#0;"
    message = (await ask("sendMessage", chat_id=sari.id, text=text, parse_mode="HTML"))["result"]
    assert message["text"] == '<>&"!A &nbsp; & &#0;'


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("é <p>", 'Unsupported start tag "p" at byte offset 3'),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("a</b", "Unclosed end tag at byte offset 1"),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_malformed_formatting_is_refused(sari: User, ask: Ask, html: str, why: str) -> None:
    """Malformed markup is refused with Telegram's reason, and nothing is sent."""
    answer = await ask("sendMessage", chat_id=sari.id, text=html, parse_mode="HTML")
    assert answer["description"] == f"Bad Request: can't parse entities: {why}"
    assert sari.news == []


async def test_other_parse_modes_are_refused(sari: User, ask: Ask) -> None:
    """The project writes HTML; another mode is a mistake."""
    answer = await ask("sendMessage", chat_id=sari.id, text="*a*", parse_mode="MarkdownV2")
    assert answer["description"] == "Bad Request: unsupported parse_mode"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('a &lt;script&gt; & "b"', "a &lt;script&gt; &amp; &quot;b&quot;"),
        ("<b>a <i>b</i></b>\nc", "<b>a <i>b</i></b>\nc"),
        (
            '<a href="https://contoh.id/?q=&quot;&lt;">a</a>',
            '<a href="https://contoh.id/?q=&quot;&lt;" rel="noreferrer noopener" target="_blank">a</a>',
        ),
        (
            "t.me/bot?start=x",
            '<a href="https://t.me/bot?start=x" rel="noreferrer noopener" target="_blank">t.me/bot?start=x</a>',
        ),
        ("/mulai", '<span class="command">/mulai</span>'),
        ("<b>#a <i>b</i></b>", '<b><span class="hashtag">#a</span> <i>b</i></b>'),
    ],
)
async def test_what_a_person_sees_is_escaped(sari: User, ask: Ask, html: str, shown: str) -> None:
    """The page's HTML holds the formatting, and nothing of the text as markup."""
    await ask("sendMessage", chat_id=sari.id, text=html, parse_mode="HTML")
    assert sari.messages[-1]["html"] == shown


async def test_overlapping_entities_render_well_nested(sari: User, ask: Ask) -> None:
    """Entities that cross each other are closed and opened again."""
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    await ask("sendMessage", chat_id=sari.id, text="abc", entities=entities)
    assert sari.messages[-1]["html"] == "<b>a<i>b</i></b><i>c</i>"
