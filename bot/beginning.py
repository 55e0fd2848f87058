"""What every command begins with: the settings, the log, and the store; what is wrong with them is one line."""

from bot import bootstrap, journal, settings
from bot.app import Store
from bot.settings import Settings, SettingsError
from bot.terminal import fail
from storage.crypto import KeyFileError


def read_settings() -> Settings:
    """The settings, with the log set up as they say."""
    try:
        found = settings.load()
    except SettingsError as error:
        fail(str(error))
    journal.set_up(found.log_format, found.log_level)
    return found


def opened_store(found: Settings) -> Store:
    """The store that they name."""
    try:
        return bootstrap.open_store(found)
    except (KeyFileError, bootstrap.StoreUnavailableError) as error:
        fail(str(error))
