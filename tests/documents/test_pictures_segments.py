import struct
from io import BytesIO

import pytest
from PIL import Image

from bot.documents.pictures import PictureRule, Unfit, check

RULE = PictureRule(max_bytes=200 * 1024)


def photo(**settings: object) -> bytes:
    shade = Image.linear_gradient("L")
    out = BytesIO()
    Image.merge("RGB", (shade, shade.rotate(90), shade.rotate(180))).save(out, "JPEG", **settings)
    return out.getvalue()


def frame(data: bytes, *, marker: bytes = b"\xff\xc0") -> int:
    return data.index(marker)


def replaced(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def code(data: bytes) -> str:
    with pytest.raises(Unfit) as refused:
        check(data, RULE)
    return refused.value.code


def test_padding_between_segments_is_left_out() -> None:
    """Fill bytes and bare markers, which some cameras write, are skipped, and not a pixel changes."""
    data = photo()
    at = frame(data)
    padded = data[:at] + b"\xff\xff\xff\x01\xff\xff" + data[at:-2] + b"\xff\xff" + data[-2:]
    assert check(padded, RULE) == check(data, RULE)


def test_a_picture_made_of_headers_only_is_refused() -> None:
    """Thousands of comments before the picture are nobody's photo, and cost next to nothing to refuse."""
    data = photo()
    assert code(data[:2] + b"\xff\xfe\x00\x02" * 6000 + data[2:]) == "damaged"


def test_a_file_full_of_fill_bytes_is_refused_at_once() -> None:
    """Megabytes of FF end as what they are: a file without a picture."""
    assert code(b"\xff\xd8" + b"\xff" * 3_000_000 + b"\x00") == "truncated"


@pytest.mark.parametrize(("offset", "new"), [(5, b"\x00\x00"), (7, b"\x00\x00"), (9, b"\x07")])
def test_a_frame_that_contradicts_itself_is_damaged(offset: int, new: bytes) -> None:
    """No height, no width, or more components than the header has room for."""
    data = photo()
    assert code(replaced(data, frame(data) + offset, new)) == "damaged"


def test_a_second_frame_is_damage() -> None:
    """A small frame before a large one does not slip a large picture through."""
    data = photo()
    at = frame(data)
    assert code(data[:at] + data[at : at + 19] + data[at:]) == "damaged"


def test_twelve_bits_are_a_rare_kind() -> None:
    """A precision other than eight bits has the code of rare kinds."""
    data = photo()
    assert code(replaced(data, frame(data) + 4, b"\x0c")) == "unsupported"


def test_a_scan_of_nothing_known_is_damage() -> None:
    """A scan before any frame, or of a component that the frame does not name, is refused."""
    data = photo()
    at, scan = frame(data), data.index(b"\xff\xda")
    assert code(data[:at] + data[at + 19 :]) == "damaged"
    assert code(replaced(data, scan + 5, b"\x77")) == "damaged"


def test_far_too_many_scans_are_refused() -> None:
    """Every scan makes a decoder walk the whole picture: hundreds of them are an attack, not a photo."""
    data = photo(progressive=True)
    scan = data.rindex(b"\xff\xda")
    assert code(data[:scan] + data[scan:-2] * 200 + data[-2:]) == "damaged"


def test_a_progressive_picture_without_its_last_scans_is_truncated() -> None:
    """A progressive photo cut between two scans looks whole and blurred; it is refused all the same."""
    data = photo(progressive=True)
    assert code(data[: data.rindex(b"\xff\xda")] + b"\xff\xd9") == "truncated"


def test_a_picture_without_scans_is_truncated() -> None:
    """Headers and an end, with nothing between."""
    data = photo()
    assert code(data[: data.index(b"\xff\xda")] + b"\xff\xd9") == "truncated"


def test_what_the_decoder_cannot_read_is_damaged() -> None:
    """Nonsense in a table that the segments' outline does not show is found by decoding."""
    data = photo()
    tables = data.index(b"\xff\xc4")
    assert code(replaced(data, tables + 5, b"\xff" * 16)) == "damaged"


def test_the_thumbnail_in_a_jfif_header_is_left_out() -> None:
    """A JFIF header may hold a small picture of its own; only the header's bare form is written."""
    data = photo()
    fat = struct.pack(">HH", 0xFFE0, 16 + 12) + b"JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x02\x02" + b"RAHASIA-----"
    picture = check(data[:2] + fat + data[20:], RULE)
    assert b"RAHASIA" not in picture.data
    assert picture == check(data, RULE)


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("settings", [{}, {"progressive": True}, {"optimize": True}, {"restart_marker_blocks": 3}])
@pytest.mark.parametrize("size", [(200, 200), (201, 233), (640, 207), (233, 1000)])
def test_no_whole_picture_is_taken_for_a_cut_one(
    size: tuple[int, int], settings: dict[str, object], subsampling: int
) -> None:
    """Of whatever size and kind, a whole picture passes, to the pixel; even one that ends in plain grey."""
    scene = Image.open(BytesIO(photo(quality=95))).resize(size)
    scene.paste((128, 128, 128), (0, size[1] // 2, size[0], size[1]))
    out = BytesIO()
    scene.save(out, "JPEG", subsampling=subsampling, **settings)
    kept = Image.open(BytesIO(check(out.getvalue(), RULE).data))
    assert kept.tobytes() == Image.open(out).tobytes()
