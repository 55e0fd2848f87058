"""Runs every benchmark: `make bench`, or `python -m benchmarks NAME …` for some."""

import importlib
import sys

NAMES = (
    "turns",
    "latency",
    "isolation",
    "process",
    "pictures",
    "cards",
    "roster_import",
    "broadcast",
    "rekap",
    "finalisation",
    "lookup",
    "backup",
    "journey",
)


def main() -> None:
    """Run those named on the command line, or all."""
    for name in sys.argv[1:] or NAMES:
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
