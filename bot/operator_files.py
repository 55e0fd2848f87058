"""The files with which an operator makes the assistant their own: questions and answers, and who belongs into it."""

from importlib import resources
from pathlib import Path

from bot.rules import questions as question_file
from bot.rules import terms_file
from bot.rules.eligibility import Terms
from bot.rules.questions import Questions, QuestionsFileError
from bot.rules.terms_file import TermsFileError
from bot.settings import PREFIX, Settings


def load_questions(settings: Settings) -> Questions:
    """The questions of `/bantuan` with their answers: the operator's own file, or else the one that comes along.

    Raises:
        QuestionsFileError: the file cannot be read, or has something wrong; the setting is named.
    """
    if settings.questions_file is None:
        file = resources.files("bot.conversations.bantuan") / "tanya_jawab.toml"
        return question_file.load(file.read_text(encoding="utf-8"))
    try:
        return question_file.load(_read(settings.questions_file))
    except (OSError, UnicodeDecodeError):
        raise QuestionsFileError(_unreadable("QUESTIONS_FILE")) from None
    except QuestionsFileError as error:
        raise QuestionsFileError(f"{PREFIX}QUESTIONS_FILE: {error}") from None


def load_terms(settings: Settings) -> Terms:
    """Who belongs into the pendataan: by the operator's own file, or else by the letter of 2022.

    Raises:
        TermsFileError: the file cannot be read, or has something wrong; the setting is named.
    """
    if settings.terms_file is None:
        return Terms()
    try:
        return terms_file.load(_read(settings.terms_file))
    except (OSError, UnicodeDecodeError):
        raise TermsFileError(_unreadable("TERMS_FILE")) from None
    except TermsFileError as error:
        raise TermsFileError(f"{PREFIX}TERMS_FILE: {error}") from None


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _unreadable(name: str) -> str:
    return f"{PREFIX}{name} must be the path of a readable UTF-8 file"
