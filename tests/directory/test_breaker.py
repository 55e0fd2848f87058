"""When a directory is left alone, and when it is tried again."""

from collections.abc import Callable

import pytest

from bot.directory.breaker import Breaker
from bot.directory.interface import DirectoryDownError


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(3, 60, clock)


def fail() -> None:
    raise DirectoryDownError("timeout")


def ask(breaker: Breaker, question: Callable[[], None] = lambda: None) -> str:
    """How a question ends: answered, or why not."""
    try:
        with breaker.passage():
            question()
    except DirectoryDownError as error:
        return error.reason
    return "answered"


def opened(breaker: Breaker) -> None:
    assert [ask(breaker, fail) for _ in range(3)] == ["timeout"] * 3


def test_failures_in_a_row_open_it(breaker: Breaker) -> None:
    """From then on questions fail at once, without being asked."""
    opened(breaker)
    assert ask(breaker) == "paused"


def test_an_answer_between_begins_the_count_anew(breaker: Breaker) -> None:
    """Two failures, an answer, two failures: still asked."""
    for _ in range(2):
        assert [ask(breaker, fail) for _ in range(2)] == ["timeout"] * 2
        assert ask(breaker) == "answered"


def test_an_answered_try_closes_it(breaker: Breaker, clock: Clock) -> None:
    """After the pause the first question tries, and all pass again; the count begins anew."""
    opened(breaker)
    clock.now += 59.9
    assert ask(breaker) == "paused"
    clock.now += 0.2
    assert ask(breaker) == "answered"
    assert [ask(breaker, fail) for _ in range(2)] == ["timeout"] * 2
    assert ask(breaker) == "answered"


def test_a_failed_try_begins_the_pause_anew(breaker: Breaker, clock: Clock) -> None:
    """One failure is enough then."""
    opened(breaker)
    clock.now += 60
    assert ask(breaker, fail) == "timeout"
    clock.now += 59
    assert ask(breaker) == "paused"
    clock.now += 1
    assert ask(breaker) == "answered"


def test_only_one_question_tries(breaker: Breaker, clock: Clock) -> None:
    """While it is out, others are not asked."""
    opened(breaker)
    clock.now += 60
    with breaker.passage():
        assert ask(breaker) == "paused"
    assert ask(breaker) == "answered"


def test_a_try_that_was_given_up_leaves_room_for_another(breaker: Breaker, clock: Clock) -> None:
    """Somebody's own mistake or departure says nothing about the directory."""
    opened(breaker)
    clock.now += 60
    with pytest.raises(KeyError), breaker.passage():
        raise KeyError
    assert ask(breaker) == "answered"


def test_a_late_failure_does_not_make_the_pause_longer(breaker: Breaker, clock: Clock) -> None:
    """It was asked before the breaker opened."""

    def late() -> None:
        opened(breaker)
        clock.now += 30
        fail()

    assert ask(breaker, late) == "timeout"
    clock.now += 30
    assert ask(breaker) == "answered"


def test_a_late_answer_does_not_end_the_pause(breaker: Breaker) -> None:
    """Only the question that tries does."""
    with breaker.passage():
        opened(breaker)
    assert ask(breaker) == "paused"
