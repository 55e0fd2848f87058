"""What PostgreSQL needs to be told: one writer at a time, one moment for whoever looks, and errors without values."""

from typing import Any, Final

import psycopg
from sqlalchemy import URL, Engine, create_engine, event

_ONE_WRITER: Final = 0x4E4F4E41534E
"""The number of the advisory lock that whoever writes holds until the commit."""

_PATIENCE: Final[dict[str, Any]] = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
_PATIENCE_OF_THE_SERVER: Final = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25s"
)


class _Discreet(psycopg.Cursor[Any]):
    """A cursor whose errors tell kind and rule; PostgreSQL's own words repeat what somebody wrote."""

    def execute(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as the driver's
        """Execute, as the driver does."""
        try:
            return super().execute(*args, **options)
        except psycopg.Error as error:
            raise _without_values(error)  # noqa: B904 - the same error

    def executemany(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as the driver's
        """Execute for each, as the driver does."""
        try:
            super().executemany(*args, **options)
        except psycopg.Error as error:
            raise _without_values(error)  # noqa: B904 - the same error


def _without_values(error: psycopg.Error) -> psycopg.Error:
    error.args = (" ".join(filter(None, (error.sqlstate, error.diag.table_name, error.diag.constraint_name))),)
    return error


def patience(url: URL) -> dict[str, Any]:
    """The driver's arguments by which a machine that vanished is missed within half a minute, by both sides.

    Its locks fall to the others then, even while something is on its way to it, for which keepalives wait. What the
    address itself says goes before.
    """
    said = url.normalized_query
    ours = {name: value for name, value in _PATIENCE.items() if name not in said}
    return ours | {"options": " ".join((_PATIENCE_OF_THE_SERVER, *said.get("options", ())))}


def postgresql_engine(url: URL) -> Engine:
    """An engine whose transactions queue at one lock, those for reading excepted."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        # Whatever the server's own default: each statement behind the lock must see what was committed before it.
        isolation_level="READ COMMITTED",
        connect_args={"cursor_factory": _Discreet, **patience(url)},
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own object
        driver = connection.connection.driver_connection
        if connection.get_execution_options().get("reading"):
            driver.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            driver.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_WRITER,))

    return engine
