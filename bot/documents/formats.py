"""What a file really is, told from its first bytes, whatever its name or declared type says."""

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x00\x00\x00\x0cjP  ", "jp2"),
    (b"\xff\x0a", "jxl"),
    (b"\x00\x00\x00\x0cJXL ", "jxl"),
    (b"PK\x03\x04", "zip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"\x1aE\xdf\xa3", "webm"),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
# A PDF may begin with some junk; readers accept the header anywhere in the first 1024 bytes.
_PDF_HEADER_WITHIN = 1024


def sniff(data: bytes) -> str | None:
    """Name the format of `data` in lower case (`jpeg`, `png`, `heic`, `pdf`, `zip`, …), or None when unknown."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _by_brand(data[8:12])
    return "pdf" if b"%PDF-" in data[:_PDF_HEADER_WITHIN] else None


def is_animated(data: bytes, name: str) -> bool:
    """Tell whether `data`, of the format `name` as `sniff` told it, holds moving pictures; nothing is decoded."""
    match name:
        case "gif":
            # Every frame with a delay has its own graphic control extension.
            return data.count(b"\x21\xf9\x04") > 1
        case "png":
            return b"acTL" in data[: data.find(b"IDAT")]
        case "webp":
            return b"ANIM" in data[12:64]
        case _:
            return name in {"mp4", "webm"} or data[8:12] in {b"avis", b"msf1", b"hevc", b"hevx"}


def _by_brand(brand: bytes) -> str:
    if brand in _HEIF_BRANDS:
        return "heic"
    return "avif" if brand in _AVIF_BRANDS else "mp4"
