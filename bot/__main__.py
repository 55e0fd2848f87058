"""The command line: `python -m bot …`, installed as `pendataan`."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import closing
from datetime import date, datetime
from typing import Annotated, Any, Final

import structlog
import typer
from sqlalchemy.exc import OperationalError

from bot import backup_command, bootstrap, import_command, journal, reference_command, rekap_command
from bot.app import HookUnavailableError
from bot.beginning import opened_store, read_settings
from bot.conversations.pusat.answers import KODE, NAME
from bot.gateway.client import make_bot
from bot.gateway.profile import TokenRefusedError, connect
from bot.jobs import audit_walk
from bot.metrics.served import MetricsUnavailableError
from bot.rules.questions import QuestionsFileError
from bot.rules.terms_file import TermsFileError
from bot.settings import PREFIX, Settings
from bot.terminal import Json, bar, fail, tell
from storage import roster, staff
from storage.crypto import KeyFileError
from storage.database import DatabaseGoneError
from storage.staff import Role

log = structlog.get_logger()

# No pretty tracebacks: they print what every variable held.
app = typer.Typer(
    help="Asisten Telegram untuk Pendataan Tenaga Non-ASN.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
instansi_app = typer.Typer(help="Instansi yang ikut pendataan.", no_args_is_help=True)
app.add_typer(instansi_app, name="instansi")
audit_app = typer.Typer(help="Jejak audit: siapa mengubah apa.", no_args_is_help=True)
app.add_typer(audit_app, name="audit")
app.add_typer(reference_command.app, name="reference")
app.command("import")(import_command.import_)
app.add_typer(rekap_command.app)
app.add_typer(backup_command.app)

NATIONAL: Final = ("helpdesk", "pusat")
OF_INSTANSI: Final = ("admin", "operator", "verifier")


def _serve(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run until an interrupt or SIGTERM, and end quietly."""

    async def until_told() -> None:
        task = asyncio.ensure_future(main())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
        await asyncio.gather(task, return_exceptions=False)

    try:
        asyncio.run(until_told())
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - the last place that can tell what happened
        _end(_innermost(error))


def _innermost(error: BaseException) -> BaseException:
    """What a task group's error is really about."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _end(error: BaseException) -> None:
    """Say in one line why the bot ended; an error's own words may hold somebody's data, its kind and place do not."""
    match error:
        case asyncio.CancelledError():
            return
        case typer.Exit():
            raise error
        case TokenRefusedError():
            fail(f"{PREFIX}BOT_TOKEN is not known to Telegram; copy it once more from BotFather")
        case (
            KeyFileError()
            | bootstrap.StoreUnavailableError()
            | QuestionsFileError()
            | TermsFileError()
            | MetricsUnavailableError()
            | HookUnavailableError()
        ):
            fail(str(error))
        case DatabaseGoneError() | OperationalError():
            log.error("the database cannot be used", error=type(error).__name__, at=journal.places(error))
            fail(
                "The database cannot be used any more: see that it runs and has room. Nothing is lost: start it again."
            )
        case _:
            log.error("the bot stopped", error=type(error).__name__, at=journal.places(error))
            fail("The bot stopped; the line above says where. Nothing is lost: start it again.")


@app.command()
def run() -> None:
    """Run the bot; without a token, open the playground."""
    settings = read_settings()
    if settings.playground:
        _play(settings)
        return

    async def main() -> None:
        async with bootstrap.opened(settings) as bot:
            await bot.run()

    _serve(main)


@app.command()
def playground() -> None:
    """Open the playground: the same bot on an invented Telegram, in the browser."""
    _play(read_settings())


def _play(settings: Settings) -> None:
    from bot import rehearsal  # noqa: PLC0415 - the real bot starts sooner, and smaller, without the playground

    async def main() -> None:
        try:
            async with rehearsal.playground(settings) as served:
                print(f"Playground: {served.url}  (Ctrl+C ends it)", flush=True)  # noqa: T201 - tells where to look
                await asyncio.Event().wait()
        except OSError as error:
            where = settings.playground_listen
            fail(f"{PREFIX}PLAYGROUND_LISTEN={where} cannot be used: {error.strerror}")

    _serve(main)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    opened_store(read_settings()).database.close()


@instansi_app.command("add")
def instansi_add(
    kode: str,
    nama: str,
    deadline: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day, WIB.")] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Let an instansi take part."""
    if KODE.fullmatch(kode.strip().upper()) is None:
        fail("KODE must have 2 to 32 letters, digits, dots, hyphens or underscores, and begin with a letter or digit.")
    if not NAME[0] <= len(" ".join(nama.split())) <= NAME[1]:
        fail(f"NAMA must have {NAME[0]} to {NAME[1]} characters.")
    store = opened_store(read_settings())
    with closing(store.database):
        try:
            with store.database.transaction() as session:
                made = roster.add_instansi(session, kode, nama, _day(deadline), bootstrap.now())
        except roster.InstansiExistsError:
            fail(f"There is an instansi with the kode {kode.upper()} already.")
    tell(as_json, {"kode": made.kode, "nama": made.nama}, f"{made.kode}: {made.nama}")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@app.command()
def invite(
    role: str,
    instansi: Annotated[str | None, typer.Option(help="Kode of the instansi, for its own staff.")] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Print a one-time invite for a role, good for 72 hours."""
    settings = read_settings()
    if role not in (*NATIONAL, *OF_INSTANSI):
        fail(f"ROLE must be one of {', '.join((*OF_INSTANSI, *NATIONAL))}.")
    if (role in OF_INSTANSI) != (instansi is not None):
        fail(f"{role} needs --instansi KODE." if instansi is None else f"{role} is national: leave --instansi out.")
    store = opened_store(settings)
    with closing(store.database), store.database.transaction() as session:
        found = roster.find_instansi(session, instansi) if instansi else None
        if instansi and found is None:
            fail(f"No instansi has the kode {instansi.upper()}.")
        code = staff.invite(session, store.vault, Role(role, found.id if found else 0), bootstrap.now())
    link = _deep_link(settings, code)
    tell(as_json, {"code": code, "link": link}, f"{code}\n{link or 'Kirim ke bot: /undangan ' + code}")


def _deep_link(settings: Settings, payload: str) -> str | None:
    """t.me/<bot>?start=…; without a token nobody knows the bot's name."""
    if settings.bot_token is None:
        return None
    token = settings.bot_token.get_secret_value()

    async def name() -> str:
        bot = make_bot(token, settings.bot_api_url)
        await connect(bot)
        try:
            return bot.username
        finally:
            await bot.shutdown()

    try:
        return f"https://t.me/{asyncio.run(name())}?start={payload}"
    except TokenRefusedError:
        fail(f"{PREFIX}BOT_TOKEN is not known to Telegram; the invite is good all the same: {payload}")


@audit_app.command("verify")
def audit_verify(as_json: Json = False) -> None:  # noqa: FBT002 - a flag
    """Check that nobody changed, took, put in or moved an entry of the audit trail."""
    store = opened_store(read_settings())
    with closing(store.database), bar("audit", hidden=as_json) as progress:
        walk = audit_walk.walk(store.database, store.vault, progress)
    if walk.found and not as_json:
        fail(audit_walk.words(walk))
    tell(as_json, audit_walk.facts(walk), audit_walk.words(walk))
    if walk.found:
        raise typer.Exit(1)


def main() -> None:
    """The entry point."""
    app()


if __name__ == "__main__":
    main()
