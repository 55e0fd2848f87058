"""What one person's turn brings another: their commands follow their roles, and words for many are made alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import outgoing
from bot.conversations.context import Context, Notice
from bot.engine.effects import Commands, Say
from bot.engine.inputs import Command, Text
from bot.engine.parse import Answers
from tests.heart.office import Office, questionnaire

ACTOR, FIRST, SECOND = 13, 21, 22


def acts(context: Context, answers: Answers) -> dict[str, Any]:
    """Two people are told the same, and one of them has another role from now on."""
    del answers
    told = Say("say.group")
    context.notices.extend(Notice(person, "reception", told) for person in (FIRST, SECOND))
    context.notices.append(Notice(FIRST, "reception", Commands(("verifier",))))
    return {}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Give turns in which the last answer does that."""
    opened = Office(tmp_path, questionnaire(acts))
    yield opened
    opened.close()


async def test_a_notice_may_be_somebodys_commands(office: Office) -> None:
    """Each of the two hears the words once; only the one has another menu, with that role's commands."""
    office.says(ACTOR, Command("daftar"), Text("a"), Text("b"), Text("c"))
    await office.answer_all()
    sent = office.sent()
    words = {person: one.html for person, one in sent if isinstance(one, outgoing.Message) and person != ACTOR}
    assert words.keys() == {FIRST, SECOND}
    assert words[FIRST] == words[SECOND]
    menus = {person: dict(one.commands) for person, one in sent if isinstance(one, outgoing.Menu)}
    assert menus.keys() == {FIRST}
    assert "verifikasi" in menus[FIRST]
    assert "finalisasi" not in menus[FIRST]
