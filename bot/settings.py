"""The settings, and the only place that reads the environment or `.env`."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "PENDATAAN_"
_LAST_PORT: Final = 65_535
_LISTEN: Final = r"([A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}:[0-9]{1,5}"
_SQLITE: Final = r"sqlite:///(?!:memory:)[^\s?]+"
_POSTGRESQL: Final = r"postgresql://([^\s/@]+@)?(\[[0-9A-Fa-f:]+\]|[^\s/:@]*)(:[0-9]{1,5})?/[^\s/?]+(\?\S+)?"
_WORDS: Final = {
    "bot_token": "the token that BotFather gave, such as 123456:ABC…",
    "bot_api_url": "an http or https address",
    "captcha": "on or off",
    "log_format": "text or json",
    "log_level": "debug, info, warning or error",
    "webhook_url": "an https address, such as https://bot.instansi.go.id/telegram",
    "webhook_listen": "HOST:PORT",
    "webhook_secret": "1 to 256 of A-Z a-z 0-9 _ -",
    "playground_listen": "HOST:PORT",
    "metrics_listen": "HOST:PORT, such as 127.0.0.1:9464",
    "directory_url": "an https address, such as https://dukcapil.instansi.go.id/cek (http only on this machine)",
    "directory_token": "plain letters, digits and marks",
    "files_url": "s3://BUCKET or s3://BUCKET/PREFIX",
    "database_url": "sqlite:///PATH or postgresql://USER:PASSWORD@HOST/DATABASE",
}


class SettingsError(Exception):
    """A setting is wrong; the message names it and says what it should be."""


class Settings(BaseSettings):
    """What an operator may set, each as PENDATAAN_NAME."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    bot_api_url: str = "https://api.telegram.org"
    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")
    files_url: str = ""
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: SecretStr | None = None
    captcha: Literal["on", "off"] = "on"
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    send_per_second: Annotated[float, Field(ge=0)] = 30.0
    send_per_chat: Annotated[float, Field(ge=0)] = 1.0
    picture_limit_kb: Annotated[int, Field(ge=20, le=10_000)] = 200
    paper_least_kb: Annotated[int, Field(ge=0, le=10_000)] = 100
    paper_limit_kb: Annotated[int, Field(ge=100, le=20_000)] = 1024
    sptjm_limit_kb: Annotated[int, Field(ge=100, le=20_000)] = 2048
    questions_file: Path | None = None
    terms_file: Path | None = None
    directory_url: str = ""
    directory_token: SecretStr | None = None
    playground_listen: str = "127.0.0.1:8080"
    metrics_listen: str | None = None

    @property
    def database(self) -> str:
        """The database's address, which may hold a password."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.data_dir / 'pendataan.db'}"

    @property
    def playground(self) -> bool:
        """Without a token there is only the playground to talk to."""
        return self.bot_token is None

    @field_validator(
        *("bot_token", "webhook_secret", "questions_file", "terms_file", "directory_token", "metrics_listen"),
        mode="before",
    )
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{30,}", value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("bot_api_url")
    @classmethod
    def _root(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^/\s]+(/[^\s]*)?", value):
            raise ValueError
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(rf"({_SQLITE}|{_POSTGRESQL})?", value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("files_url")
    @classmethod
    def _bucket(cls, value: str) -> str:
        if value and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_][A-Za-z0-9_.-]*)*/?", value):
            raise ValueError
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^/\s]+(/[^\s]*)?", value):
            raise ValueError
        return value

    @field_validator("directory_url")
    @classmethod
    def _sealed(cls, value: str) -> str:
        if value and not re.fullmatch(r"(https://[\w.-]+|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?(/\S*)?", value):
            raise ValueError
        return value

    @field_validator("directory_token")
    @classmethod
    def _header(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[!-~]+", value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("webhook_listen", "playground_listen", "metrics_listen")
    @classmethod
    def _listen(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not re.fullmatch(_LISTEN, value) or int(value.rpartition(":")[2]) > _LAST_PORT:
            raise ValueError
        return value

    @model_validator(mode="after")
    def _secret_for_each(self) -> Self:
        if self.webhook_url and self.webhook_secret is None:
            raise MissingSecretError("webhook_secret", "webhook_url")
        if self.directory_url and self.directory_token is None:
            raise MissingSecretError("directory_token", "directory_url")
        return self


class MissingSecretError(ValueError):
    """A webhook without a secret would believe anybody, and a directory without one would tell anybody."""

    def __init__(self, secret: str, url: str) -> None:
        super().__init__(f"{PREFIX}{secret.upper()} must be set together with {PREFIX}{url.upper()}")


def host_and_port(listen: str) -> tuple[str, int]:
    """HOST:PORT apart."""
    host, _, port = listen.rpartition(":")
    return host, int(port)


def load() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one is wrong; it is named, its value is not repeated.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:
            raise SettingsError(str(first["ctx"]["error"])) from None
        name = str(first["loc"][0])
        raise SettingsError(f"{PREFIX}{name.upper()} must be {_WORDS.get(name, 'a number in its range')}") from None
