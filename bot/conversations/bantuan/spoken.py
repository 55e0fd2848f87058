"""The answers of the editable file among the texts of the help conversation: they are Telegram's HTML already."""

from bot.conversations.bantuan import rules_in_force
from bot.conversations.bantuan.names import NAME
from bot.conversations.filling import sizes
from bot.conversations.wording import Wording
from bot.rules.questions import Questions


def with_answers(words: Wording, questions: Questions) -> Wording:
    """The same texts, and each answer as `jawab.<id>`; a brace that is around no known name is only a brace."""
    answers = {f"jawab.{one.id}": _template(one.answer) for one in questions.entries}
    return Wording({**words.texts, NAME: {**words.texts[NAME], **answers}}, words.bot)


def _template(answer: str) -> str:
    made = answer.replace("{", "{{").replace("}", "}}")
    for name in (*sizes.NAMES, *rules_in_force.NAMES):
        made = made.replace(f"{{{{{name}}}}}", f"{{{name}}}")
    return made
