"""Sealed blobs in a bucket of an object store that speaks S3, each under its key below a prefix.

A put is whole and durable when it returns, as S3 promises. What fails is asked again for a few seconds; then it is told
as FilesUnavailableError, in words for an operator. The library's own words are not passed on: the answers that they
hold name the access key.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from storage.files import FileMissingError, FilesUnavailableError, is_key

if TYPE_CHECKING:
    from obstore import ListStream, ObjectMeta
    from obstore.store import RetryConfig, S3Config

_RETRIES: Final["RetryConfig"] = {
    "max_retries": 3,
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=2), "base": 2},
    "retry_timeout": timedelta(seconds=20),
}
"""Whoever asks tries again later anyhow; meanwhile nobody else should wait for the thread."""
_PAGE: Final = 1000
_PROBE: Final = "probe"
_NO_BUCKET: Final = "NoSuchBucket"
_REFUSED: Final = ("status code: 401", "status code: 403")


class S3Blobs:
    """Blobs (storage.files) in `bucket`, below `prefix`.

    `access` says how the bucket is reached, as the library's configuration does (`aws_region`, `aws_endpoint_url`,
    `aws_access_key_id`, `aws_allow_http` …); what it leaves out, the library reads from the environment: any `AWS_…`
    that it knows, those of a container's, a web identity's or a machine's role included, and `AWS_TIMEOUT` (30 s) and
    `AWS_CONNECT_TIMEOUT` (5 s); no profile or file of the AWS command line. Without `aws_allow_http` it speaks https
    alone. One object may serve any number of threads.

    Raises:
        FilesUnavailableError: what was configured makes no sense.
    """

    def __init__(self, bucket: str, prefix: str, access: Mapping[str, str]) -> None:
        from obstore.store import S3Store  # noqa: PLC0415 - whoever keeps files in a folder needs no client of S3

        self._bucket = bucket
        with self._asking():
            # One request for each object that goes: not every object store takes lists of them.
            self._store = S3Store(
                bucket,
                prefix=prefix or None,
                config=cast("S3Config", dict(access)),
                retry_config=_RETRIES,
                disable_bulk_delete=True,
            )

    def try_out(self) -> None:
        """Write, read, list and remove; raises FilesUnavailableError, which tells an operator what to mend."""
        self.put(_PROBE, b"")
        # Another process that begins as well may have removed it.
        with suppress(FileMissingError):
            self.get(_PROBE)
        next(self.keys(), None)
        self.remove(_PROBE)

    def put(self, key: str, sealed: bytes) -> None:
        """Keep a blob, whole and durable on return, over what had its key before."""
        try:
            with self._asking():
                self._store.put(key, sealed, use_multipart=False)
        except FileMissingError:
            raise FilesUnavailableError(self._told(_NO_BUCKET)) from None

    def get(self, key: str) -> bytes:
        """The blob; raises FileMissingError."""
        with self._asking():
            return self._store.get(key).bytes().to_bytes()

    def remove(self, key: str) -> None:
        """Forget a blob; one that is gone already is no error."""
        with suppress(FileMissingError), self._asking():
            self._store.delete(key)

    def keys(self) -> Iterator[str]:
        """The key of every blob, in no order; other objects below the prefix have none."""
        with self._asking():
            pages = self._store.list(chunk_size=_PAGE)
        while (page := self._next(pages)) is not None:
            yield from (found["path"] for found in page if is_key(found["path"]))

    def _next(self, pages: "ListStream[Sequence[ObjectMeta]]") -> "Sequence[ObjectMeta] | None":
        with self._asking():
            return next(pages, None)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Tell the library's errors in ours."""
        from obstore.exceptions import BaseError  # noqa: PLC0415 - as above

        try:
            yield
        except FileNotFoundError as error:
            if _NO_BUCKET in str(error):
                raise FilesUnavailableError(self._told(str(error))) from None
            raise FileMissingError from None
        except BaseError as error:
            raise FilesUnavailableError(self._told(str(error))) from None

    def _told(self, answer: str) -> str:
        """One line on what an operator should look at."""
        if _NO_BUCKET in answer:
            return f"there is no bucket {self._bucket}; create it, or name another"
        if any(refusal in answer for refusal in _REFUSED):
            may = "may list the bucket, and read, write and delete in it"
            return (
                f"the bucket {self._bucket} refuses; see that AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are right,"
                f" and that their owner {may}"
            )
        needed = "AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"
        return f"the bucket {self._bucket} cannot be reached; check {needed} and the network"
