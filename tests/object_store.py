"""An object store on loopback for tests, with buckets that nobody else has; it may go away and come back."""

import logging
from urllib.request import Request, urlopen
from uuid import uuid4

from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from storage.blobs_s3 import S3Blobs

KEY_ID = "AKIACONTOHCONTOH"
SECRET = "rahasia-penyimpanan"
PREFIX = "pendataan/berkas"


class ObjectStore:
    """A server that speaks S3; what was kept is there again after it comes back."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._port = 0
        self.comes()
        self._port = self._server.get_host_and_port()[1]
        self.bucket = self.makes_bucket()

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """What PENDATAAN_FILES_URL says."""
        return f"s3://{self.bucket}/{PREFIX}"

    @property
    def access(self) -> dict[str, str]:
        """How it is reached, as the environment says it."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }

    def blobs(self, bucket: str = "", **changed: str) -> S3Blobs:
        """Somebody who keeps blobs in its bucket, or in another one."""
        access = {name.lower(): value for name, value in self.access.items()}
        return S3Blobs(bucket or self.bucket, PREFIX, access | changed)

    def makes_bucket(self) -> str:
        """The name of a new bucket."""
        name = f"berkas-{uuid4().hex}"
        self._put(name)
        return name

    def keeps(self, name: str, data: bytes) -> None:
        """Somebody else keeps an object in the bucket."""
        self._put(f"{self.bucket}/{name}", data)

    def objects(self) -> dict[str, bytes]:
        """Everything in the bucket."""
        whole = S3Store(
            self.bucket,
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id=KEY_ID,
            secret_access_key=SECRET,
            client_options={"allow_http": True},
        )
        names = [found["path"] for page in whole.list() for found in page]
        return {name: whole.get(name).bytes().to_bytes() for name in names}

    def goes_away(self) -> None:
        """Whoever asks now is refused."""
        self._server.stop()

    def comes(self) -> None:
        """Serve, at the same address as before."""
        self._server = ThreadedMotoServer("127.0.0.1", self._port, verbose=False)
        self._server.start()

    def ends(self) -> None:
        """Forget everything, its temporary files included, and go away for good."""
        urlopen(Request(f"{self.endpoint}/moto-api/reset", method="POST"), timeout=10).close()  # noqa: S310 - loopback
        self.goes_away()

    def _put(self, path: str, data: bytes | None = None) -> None:
        urlopen(Request(f"{self.endpoint}/{path}", data, method="PUT"), timeout=10).close()  # noqa: S310 - loopback
