"""Where bots are born: a process that imports everything once, and of which each bot is a child, forked for one life.

What comes before `main` is the same for every start of a bot, and takes seconds of which a test has nothing. Nothing
has begun when the child is forked: no thread, no event loop, no file and no connection of the bot's; what it does it
does itself, from its settings on, and it is the child that is killed.

A line on standard input is answered by one on standard output: `bear` by the pid of a new bot, `look PID` by its exit
status or by `alive`, and `wait PID` by its exit status once it has ended. At the end of the input all bots die.
"""

import importlib
import os
import signal
import sys
import threading
import traceback
from types import ModuleType


def main() -> None:
    """Serve; the arguments are a module with a `main`, and that one's arguments."""
    name, *arguments = sys.argv[1:]
    module = importlib.import_module(name)
    alive: set[int] = set()
    for line in sys.stdin:
        word, _, pid = line.strip().partition(" ")
        match word:
            case "bear":
                born = _bear(module, [name, *arguments])
                alive.add(born)
                _answer(str(born))
            case _:
                ended, status = os.waitpid(int(pid), 0 if word == "wait" else os.WNOHANG)
                alive.discard(ended)
                _answer(str(os.waitstatus_to_exitcode(status)) if ended else "alive")
    for born in alive:
        os.kill(born, signal.SIGKILL)
        os.waitpid(born, 0)


def _answer(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def _bear(module: ModuleType, arguments: list[str]) -> int:
    """Fork a bot; its pid."""
    assert threading.active_count() == 1
    pid = os.fork()
    if pid == 0:
        os._exit(_live(module, arguments))
    return pid


def _live(module: ModuleType, arguments: list[str]) -> int:
    """Be the bot, which writes to the log alone; the exit status."""
    sys.argv = arguments
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    try:
        module.main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - whatever ends it stands in the log
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    main()
