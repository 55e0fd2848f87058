"""Bad days of Telegram, on demand: flood limits, failing servers, and answers lost on the way."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.call import TOO_MANY_REQUESTS, ApiError

_PER_SECOND = 30
_CHAT_BURST = 20
_NAMES = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}


class AnswerLostError(ConnectionResetError):
    """The call took effect, but its answer never reached the bot."""


@dataclass(slots=True)
class _Plan:
    method: str | None
    count: int
    error: ApiError | None


def too_many_requests(seconds: int) -> ApiError:
    """Make Telegram's status 429 asking to wait `seconds`."""
    return ApiError(TOO_MANY_REQUESTS, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


@dataclass(slots=True)
class Faults:
    """What shall go wrong with the next calls; each plan is spent call by call."""

    plans: list[_Plan] = field(default_factory=list)

    def throttle(self, method: str | None, count: int, retry_after: int) -> None:
        """Refuse the next `count` calls of a method (None: of any) with 429."""
        self._plan(method, count, too_many_requests(retry_after))

    def fail(self, method: str | None, count: int, status: int) -> None:
        """Refuse the next `count` calls with a server error, without effect."""
        self._plan(method, count, ApiError(status, _NAMES.get(status, "Internal Server Error")))

    def lose_answer(self, method: str | None, count: int) -> None:
        """Let the next `count` calls take effect, and drop their answers."""
        self._plan(method, count, None)

    def meet(self, method: str) -> bool:
        """Spend a plan that fits: raises its error, or gives True when the answer shall be lost."""
        for plan in self.plans:
            if plan.method in {None, method}:
                plan.count -= 1
                if plan.count <= 0:
                    self.plans.remove(plan)
                if plan.error is not None:
                    raise plan.error
                return True
        return False

    def _plan(self, method: str | None, count: int, error: ApiError | None) -> None:
        self.plans.append(_Plan(method and method.lower(), count, error))


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


@dataclass(slots=True)
class Limits:
    """Telegram's limits on sending: 30 messages a second in all, one a second to a chat after a short burst.

    Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    clock: Callable[[], float]
    _whole: dict[None, _Bucket] = field(default_factory=dict)
    _chats: dict[int, _Bucket] = field(default_factory=dict)

    def spend(self, chat_id: int, messages: int) -> None:
        """Count messages to a chat; raises 429 with the wait in seconds when they are too many."""
        now = self.clock()
        whole = _refill(self._whole.setdefault(None, _Bucket(_PER_SECOND, now)), now, _PER_SECOND, _PER_SECOND)
        chat = _refill(self._chats.setdefault(chat_id, _Bucket(_CHAT_BURST, now)), now, 1, _CHAT_BURST)
        wait = max((messages - whole.level) / _PER_SECOND, messages - chat.level)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        whole.level -= messages
        chat.level -= messages


def _refill(bucket: _Bucket, now: float, rate: float, capacity: float) -> _Bucket:
    bucket.level = min(capacity, bucket.level + (now - bucket.at) * rate)
    bucket.at = now
    return bucket
