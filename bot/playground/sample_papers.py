"""An ijazah as the samples show it, of no school, marked CONTOH / SPESIMEN."""

from PIL import Image, ImageDraw

from bot.playground.sample_paints import centred, letters, stamped
from bot.playground.sample_people import RED, Person, portrait

_SIZE = (1684, 1190)
_INK = "#2a2418"
_GOLD = "#9a7a2c"
_STAMP = "#5a3fa0"


def ijazah(person: Person) -> Image.Image:
    """Draw a diploma on cream paper, RGB, A4 across at 144 dots an inch."""
    paper = Image.new("RGBA", _SIZE, "#f8f1dc")
    draw = ImageDraw.Draw(paper)
    for inset, width in ((36, 10), (56, 3), (66, 2)):
        draw.rectangle((inset, inset, _SIZE[0] - inset, _SIZE[1] - inset), outline=_GOLD, width=width)
    for top, text, size in (
        (150, "UNIVERSITAS CONTOH NUSANTARA", 56),
        (250, "IJAZAH", 92),
        (520, person.nama, 60),
        (720, "SARJANA PENDIDIKAN (S.Pd.)", 50),
    ):
        centred(draw, (842, top), text, size, _INK)
    for top, text in _sentences(person):
        draw.text((842, top), text, font=letters(32), fill=_INK, anchor="mm")
    paper.paste(portrait(280, RED), (170, 800))
    _signature(draw)
    return stamped(paper, "CONTOH / SPESIMEN", size=150).convert("RGB")


def _sentences(person: Person) -> tuple[tuple[int, str], ...]:
    return (
        (330, "Nomor: 0123/UCN/S1/2013"),
        (430, "dengan ini menyatakan bahwa"),
        (590, f"lahir di {person.tempat_lahir.title()}, {person.tanggal_lahir}"),
        (650, "telah menyelesaikan pendidikan program sarjana dan berhak atas gelar"),
        (840, "Bogor, 14 Agustus 2013"),
        (890, "Rektor,"),
    )


def _signature(draw: ImageDraw.ImageDraw) -> None:
    for inset in (0, 14):
        draw.ellipse((560 + inset, 860 + inset, 780 - inset, 1080 - inset), outline=_STAMP, width=5)
    centred(draw, (670, 970), "UCN", 52, _STAMP)
    draw.line(
        [(720, 990), (780, 920), (800, 1010), (850, 930), (880, 1000), (960, 940), (1000, 975)],
        fill="#1c2a5a",
        width=6,
        joint="curve",
    )
    draw.text((842, 1050), "Prof. Dr. Contoh Wibowo", font=letters(34, bold=True), fill=_INK, anchor="mm")
