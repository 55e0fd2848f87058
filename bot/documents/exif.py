"""The one thing in a photo's EXIF that this program wants: which way up the picture is."""

import struct

_ORIENTATION = 0x0112
_SHORT = 3
_ENTRY = 12


def orientation_of(tiff: bytes) -> int:
    """Read the orientation (1 to 8) from the TIFF structure inside an EXIF segment; 1 where there is none."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (directory,) = struct.unpack_from(f"{order}L", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for entry in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHLH", tiff, directory + 2 + entry * _ENTRY)
            if tag == _ORIENTATION and kind == _SHORT:
                return value if 1 <= value <= 8 else 1  # noqa: PLR2004  the eight ways of EXIF 2.3, 4.6.4
    except struct.error:
        return 1
    return 1
