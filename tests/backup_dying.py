"""A process that backs a store up, or restores one, and dies in the middle: `python -m tests.backup_dying`.

Its arguments are what it does (`backed_up` or `restored`), the address of the database, the folder of the store's
files, that of the backup, and at which step of the bar it is killed.
"""

import os
import signal
import sys
from pathlib import Path

from storage.blobs_folder import FolderBlobs
from storage.database import Database
from tests.backups import Kept


def main() -> None:
    """Begin, and be killed."""
    what, url, files, folder, last = sys.argv[1:]
    left = iter(range(int(last)))

    def progress(done: int, total: int) -> None:
        del done, total
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    getattr(Kept(Database(url), FolderBlobs(Path(files))), what)(Path(folder), progress)


if __name__ == "__main__":
    main()
