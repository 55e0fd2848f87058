"""How long it takes to shrink a phone's photo of 12 megapixels to 200 KB, next to the least that any way must do.

The least is one decode at half scale and one encode of what came out. Both are run in turn on the same bytes, so that
whatever else the machine does falls on both; medians are compared.
"""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter

from PIL import Image

from bot.documents.pictures import shrink
from bot.playground.samples import SAMPLES

_ROUNDS = 15
_LIMIT = 200 * 1024


def main() -> None:
    """Print one line: the median ratio, and the medians it comes from."""
    photo = next(sample for sample in SAMPLES if sample.key == "ktp_12mp").load()
    result = shrink(photo, _LIMIT)
    pairs = [(_milliseconds(_least, photo), _milliseconds(_shrunk, photo)) for _ in range(_ROUNDS)]
    least, ours = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(ours / least for least, ours in pairs)
    print(
        f"pictures: 12 MP photo ({len(photo) / 1024:.0f} KB) to {len(result.data) / 1024:.0f} KB, "
        f"{result.width} x {result.height}: {ratio:.2f} times one reduced decode and one encode "
        f"({ours:.0f} ms and {least:.0f} ms, medians of {_ROUNDS})"
    )


def _least(photo: bytes) -> None:
    picture = Image.open(BytesIO(photo))
    picture.draft("RGB", (picture.width // 2, picture.height // 2))
    picture.save(BytesIO(), "JPEG", quality=72)


def _shrunk(photo: bytes) -> None:
    shrink(photo, _LIMIT)


def _milliseconds(run: Callable[[bytes], None], photo: bytes) -> float:
    start = perf_counter()
    run(photo)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
