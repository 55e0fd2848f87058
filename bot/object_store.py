"""Where the stored files lie: a folder in the data folder, or a bucket, reached as object stores are everywhere.

How a bucket is reached stands in the usual `AWS_…` names, in the environment or `.env` like all settings. The most
usual ones are read and judged here; others (those of roles, timeouts) the library takes from the environment itself.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import Settings, SettingsError
from storage.blobs_folder import FolderBlobs
from storage.files import Blobs

_AWS: Final = "AWS_"
_FOLDER: Final = "berkas"
_HOST: Final = r"([\w.-]+|\[[0-9A-Fa-f:.]+\])"
_WORDS: Final = {
    "allow_http": "true or false",
    "endpoint": "an https address (http only with AWS_ALLOW_HTTP=true)",
    "endpoint_url": "an https address (http only with AWS_ALLOW_HTTP=true)",
    "endpoint_url_s3": "an https address (http only with AWS_ALLOW_HTTP=true)",
}


class ObjectStore(BaseSettings):
    """What an operator may set, each as AWS_NAME."""

    model_config = SettingsConfigDict(
        env_prefix=_AWS, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    allow_http: bool = False
    endpoint: str | None = None
    endpoint_url: str | None = None
    endpoint_url_s3: str | None = None
    region: SecretStr | None = None
    default_region: SecretStr | None = None
    access_key_id: SecretStr | None = None
    secret_access_key: SecretStr | None = None
    session_token: SecretStr | None = None

    @field_validator("endpoint", "endpoint_url", "endpoint_url_s3")
    @classmethod
    def _address(cls, value: str | None, info: ValidationInfo) -> str | None:
        scheme = "https?" if info.data.get("allow_http") else "https"
        if value is not None and not re.fullmatch(rf"{scheme}://{_HOST}(:[0-9]+)?(/[!-~]*)?", value, re.ASCII):
            raise ValueError
        # Raises where the number is too large for a port; the library ends the process over it.
        _ = value and urlsplit(value).port
        return value

    @field_validator("region", "default_region", "access_key_id", "secret_access_key", "session_token")
    @classmethod
    def _word(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[!-~]+", value.get_secret_value()):
            raise ValueError
        return value

    def access(self) -> dict[str, str]:
        """What was set, as the library names it."""
        found = {name: getattr(self, name) for name in self.model_fields_set if name != "allow_http"}
        return {"aws_allow_http": "true" if self.allow_http else "false"} | {
            f"{_AWS}{name}".lower(): value.get_secret_value() if isinstance(value, SecretStr) else value
            for name, value in found.items()
        }


def open_blobs(settings: Settings) -> Blobs:
    """The place of the sealed blobs, a bucket after it was tried.

    Raises:
        SettingsError: how the bucket is reached makes no sense; the setting is named, its value is not repeated.
        FilesUnavailableError: the bucket cannot be used; says what to mend.
    """
    if not settings.files_url:
        return FolderBlobs(settings.data_dir / _FOLDER)
    from storage.blobs_s3 import S3Blobs  # noqa: PLC0415 - whoever keeps files in a folder needs no client of S3

    bucket, _, prefix = settings.files_url.removeprefix("s3://").partition("/")
    blobs = S3Blobs(bucket, prefix, _access())
    blobs.try_out()
    return blobs


def _access() -> dict[str, str]:
    try:
        return ObjectStore().access()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise SettingsError(f"{_AWS}{name.upper()} must be {_WORDS.get(name, 'one word, without spaces')}") from None
