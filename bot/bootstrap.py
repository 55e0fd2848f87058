"""The only place that wires parts together."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Final

import structlog
import telegram
from sqlalchemy.exc import ArgumentError, DBAPIError
from telegram.request import BaseRequest

from bot.app import App, Store
from bot.conversations import wording
from bot.conversations.bantuan.names import TICKET_KINDS
from bot.conversations.bantuan.spoken import with_answers
from bot.conversations.kabar.telling import Telling
from bot.directory.configured import configured
from bot.directory.interface import Directory
from bot.file_rules import paper_rules, picture_rules
from bot.flows import build_flows
from bot.gateway import profile
from bot.gateway.client import make_bot
from bot.gateway.fetch import Fetcher
from bot.gateway.intake import Intake
from bot.gateway.limits import Limits
from bot.gateway.send import Post
from bot.jobs.broadcast_progress import Progress
from bot.jobs.broadcasts import Broadcasts
from bot.jobs.card_reading import CardReading
from bot.jobs.deadline_reminders import DeadlineReminders
from bot.jobs.deliver import Delivery
from bot.jobs.directory import DirectoryCheck
from bot.jobs.directory_following import Following
from bot.jobs.figures import Figures
from bot.jobs.late import LateJobs
from bot.jobs.letter_prints import LetterPrints
from bot.jobs.letters import letter_jobs
from bot.jobs.own_data import OwnData
from bot.jobs.papers import Papers
from bot.jobs.printing import Printing
from bot.jobs.rekap import Rekap
from bot.jobs.rekap_export import Exports
from bot.jobs.reminders import Reminders
from bot.jobs.render import Rendering
from bot.jobs.roster_import_apart import Order, import_apart, place_of
from bot.jobs.roster_import_chat import Kept, RosterImports
from bot.jobs.roster_import_files import RosterFiles
from bot.jobs.search import Search
from bot.jobs.secrets import Secrets
from bot.jobs.sending import Sending
from bot.jobs.uploads import Uploads
from bot.jobs.verification import DecisionSheets
from bot.jobs.verification_sheets import VerificationSheets
from bot.jobs.work import Work
from bot.meter import Meter
from bot.metrics.served import metrics
from bot.object_store import open_blobs
from bot.operator_files import load_questions, load_terms
from bot.rules.eligibility import Terms
from bot.rules.questions import Questions
from bot.settings import PREFIX, Settings, SettingsError
from bot.turns import Turns
from storage import known_key
from storage.crypto import KeyFileError, Vault, load_master_key
from storage.database import Database, DatabaseGoneError
from storage.files import FileStore, FilesUnavailableError
from storage.migrate import NewerSchemaError, migrate_apart

log = structlog.get_logger()

KEY_FILE: Final = "kunci"


class StoreUnavailableError(Exception):
    """The data folder, the database or the bucket of the files cannot be used."""


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def open_store(settings: Settings) -> Store:
    """Open the database, migrated, and the files; on the very first start make the keys.

    Raises:
        KeyFileError: the data are there and their key is not, or another one is.
        StoreUnavailableError: folder or database cannot be written, or the bucket of the files cannot be used.
    """
    try:
        database = Database(settings.database)
    except ArgumentError:
        raise StoreUnavailableError(f"{PREFIX}DATABASE_URL has an option that makes no sense") from None
    with ExitStack() as unless_opened:
        unless_opened.callback(database.close)
        try:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            blobs = open_blobs(settings)
            fresh = database.is_empty() and next(blobs.keys(), None) is None
            vault = Vault(load_master_key(settings.data_dir / KEY_FILE, may_create=fresh))
            migrate_apart(database)
            _check_key(database, vault)
        except SettingsError as error:
            raise StoreUnavailableError(str(error)) from None
        except FilesUnavailableError as error:
            raise StoreUnavailableError(f"{PREFIX}FILES_URL: {error}") from None
        except NewerSchemaError:
            raise StoreUnavailableError("the database is of a newer version of this program; update this one") from None
        except (OSError, DBAPIError, DatabaseGoneError) as error:
            shared = f"the database of {PREFIX}DATABASE_URL" if database.is_shared else "its database"
            raise StoreUnavailableError(f"the data folder {settings.data_dir} or {shared} cannot be used") from error
        unless_opened.pop_all()
    return Store(database, vault, FileStore(blobs, vault))


def _check_key(database: Database, vault: Vault) -> None:
    with database.reading() as session:
        if not known_key.is_of(session, vault):
            raise KeyFileError(
                f"the key file {KEY_FILE} is another one; put back the one that the data were sealed with"
            )


@asynccontextmanager
async def opened(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = now,
    dice: random.Random | None = None,
    request: BaseRequest | None = None,
) -> AsyncIterator[App]:
    """Wire a bot to its store and to Telegram; everything is closed afterwards.

    Raises:
        QuestionsFileError, TermsFileError: as load_questions and load_terms do.
        KeyFileError: as open_store does.
        StoreUnavailableError: as open_store does.
        MetricsUnavailableError: as metrics does.
    """
    assert settings.bot_token is not None
    questions, terms = load_questions(settings), load_terms(settings)
    store = await asyncio.to_thread(open_store, settings)
    meter, chance = Meter(), dice or random.SystemRandom()
    bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, request)
    token = settings.directory_token.get_secret_value() if settings.directory_token else ""
    try:
        async with metrics(settings.metrics_listen, meter, store.database, clock):
            await profile.connect(bot)
            async with configured(settings.directory_url, token) as directory:
                yield wire(settings, store, bot, questions, terms, directory, clock, chance, meter)
    finally:
        await bot.shutdown()
        store.database.close()


def wire(
    settings: Settings,
    store: Store,
    bot: telegram.Bot,
    questions: Questions,
    terms: Terms,
    directory: Directory | None,
    clock: Callable[[], datetime],
    dice: random.Random,
    meter: Meter,
) -> App:
    """The parts, each given the others that it needs."""
    words = with_answers(wording.load(bot.username), questions)
    database, vault, files = store.database, store.vault, store.files
    printing = Printing(
        database,
        vault,
        files,
        OwnData(vault, words),
        lambda payload: f"https://t.me/{bot.username}?start={payload}",
        clock,
        terms.reference,
    )
    figures = Figures(database, words, TICKET_KINDS, clock)
    rekap, exports = Rekap(database, words, clock), Exports(database, vault, clock)
    sheets = VerificationSheets(database, vault, files, words, terms, clock)
    rosters = RosterFiles(database, files, terms)
    prints = LetterPrints(database, vault, files, words, clock)
    post = Post(bot, Rendering(files, printing, figures, rekap, exports, sheets, rosters, prints).make)
    arrived, to_send, to_do = asyncio.Event(), asyncio.Event(), asyncio.Event()

    def spoke() -> None:
        to_send.set()
        to_do.set()

    def ring() -> None:
        arrived.set()
        spoke()

    limits = Limits(settings.send_per_second, settings.send_per_chat)
    delivery = Delivery(database, vault, post, limits, clock, to_send, meter)
    secrets = Secrets(database, vault)
    fetcher = Fetcher(bot)
    uploads = Uploads(fetcher, post, files, picture_rules(settings), words.text("common", "busy.picture"))
    papers = Papers(fetcher, post, files, paper_rules(settings), words.text("common", "busy.paper"))
    workers = {
        "hash_secret": secrets.hash_secret,
        "check_password": secrets.check_password,
        "check_answer": secrets.check_answer,
        "check_picture": uploads.check_picture,
        "shrink_picture": uploads.shrink_picture,
        "check_paper": papers.check_paper,
        "read_card": CardReading(fetcher).read_card,
        **letter_jobs(database.reading, vault, files),
        "search_workers": Search(database.reading, vault).search_workers,
    }
    decided = DecisionSheets(database, vault, files, words, terms, fetcher, post, clock, to_send.set)
    workers["decide_sheet"] = decided.decide_sheet
    place = place_of(database, settings.data_dir / KEY_FILE)
    imports = RosterImports(
        Kept(database, vault, files),
        words,
        fetcher,
        post,
        lambda who, data, progress: import_apart(Order(place, terms, who), data, progress),
        clock,
        spoke,
    )
    workers |= {"import_roster": imports.import_roster, "undo_import": imports.undo_import}
    if directory is not None:
        checks = DirectoryCheck(directory, post, words.text("common", "busy.directory"))
        workers["check_directory"] = checks.check_directory
    late = LateJobs(database, vault, files, words, to_do, spoke)
    work = Work(database, vault, files, late, workers, clock, to_do, arrived.set, meter)
    following = Following(database, vault, words, directory, clock, to_send.set) if directory else None
    flows = build_flows(settings, questions)
    turns = Turns(database, vault, flows, words, clock, dice, arrived, spoke, terms, meter)
    intake = Intake(database, vault, bot.id, arrived.set, meter)
    reminders = Reminders(database, vault, words, clock, to_send.set)
    teller, sending = Telling(vault, flows), Sending(database, post, limits, meter)
    to_many = (
        Broadcasts(database, vault, words, teller, sending, limits, clock, to_send.set, meter),
        Progress(database, vault, words, post, limits, clock, to_send.set),
        DeadlineReminders(database, vault, clock),
    )
    return App(settings, store, bot, words, turns, delivery, work, intake, reminders, following, to_many, ring)
