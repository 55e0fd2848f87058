"""What only a bucket can do to us: be away, be another's, be gone."""

from collections.abc import Iterator

import pytest
from moto import settings as moto_settings
from moto.core.authorization import ActionAuthenticatorMixin

from storage.blobs_s3 import S3Blobs
from storage.files import FilesUnavailableError
from tests.object_store import KEY_ID, SECRET, ObjectStore

KEY = "0" * 32


@pytest.fixture
def store() -> Iterator[ObjectStore]:
    served = ObjectStore()
    yield served
    served.ends()


def refusal(blobs: S3Blobs) -> str:
    """What an operator is told; one line, without keys."""
    with pytest.raises(FilesUnavailableError) as caught:
        blobs.try_out()
    told = str(caught.value)
    assert "\n" not in told
    assert KEY_ID not in told
    assert SECRET not in told
    assert caught.value.__cause__ is None
    return told


def test_a_bucket_is_tried_and_left_as_it_was(store: ObjectStore) -> None:
    """Whoever starts knows that it can be written, read, listed and tidied."""
    store.blobs().try_out()
    assert store.objects() == {}


def test_a_bucket_that_is_not_there_is_named(store: ObjectStore) -> None:
    """An operator may have mistyped it."""
    assert refusal(store.blobs("tidak-ada")) == "there is no bucket tidak-ada; create it, or name another"


def test_a_store_that_is_away_is_told_of(store: ObjectStore) -> None:
    """With what to check."""
    store.goes_away()
    told = refusal(store.blobs())
    store.comes()
    assert told.startswith(f"the bucket {store.bucket} cannot be reached; check AWS_ENDPOINT_URL")


def test_keys_that_are_refused_are_told_of(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their names alone."""
    monkeypatch.setattr(moto_settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)
    monkeypatch.setattr(ActionAuthenticatorMixin, "request_count", 0)
    assert refusal(store.blobs()).startswith(f"the bucket {store.bucket} refuses; see that AWS_ACCESS_KEY_ID")
    with pytest.raises(FilesUnavailableError, match="refuses"):
        next(store.blobs().keys())


def test_nothing_is_said_in_the_clear_unless_that_is_wanted(store: ObjectStore) -> None:
    """An http address alone is not enough."""
    assert "cannot be reached" in refusal(store.blobs(aws_allow_http="false"))


def test_a_configuration_that_cannot_be_read_is_told_of(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library reads more of the environment than we do."""
    monkeypatch.setenv("AWS_TIMEOUT", "lama")
    with pytest.raises(FilesUnavailableError, match="cannot be reached"):
        store.blobs()


def test_a_bucket_that_is_gone_loses_no_picture(store: ObjectStore) -> None:
    """Nothing in it counts as missing, for it may come back."""
    gone = store.blobs("tidak-ada")
    with pytest.raises(FilesUnavailableError):
        gone.put(KEY, b"x")
    with pytest.raises(FilesUnavailableError):
        gone.get(KEY)
    with pytest.raises(FilesUnavailableError):
        gone.remove(KEY)
    with pytest.raises(FilesUnavailableError):
        list(gone.keys())


def test_a_store_that_was_away_serves_again(store: ObjectStore) -> None:
    """Whoever kept blobs in it goes on."""
    blobs = store.blobs()
    blobs.put(KEY, b"x")
    store.goes_away()
    with pytest.raises(FilesUnavailableError):
        blobs.get(KEY)
    store.comes()
    assert blobs.get(KEY) == b"x"
