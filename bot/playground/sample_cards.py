"""A KTP as the samples show it, of nobody, marked CONTOH / SPESIMEN, alone, on a table or held up for a swafoto."""

from PIL import Image, ImageDraw

from bot.playground.sample_paints import centred, laid, letters, stamped, table
from bot.playground.sample_people import BLUE, SKIN, Person, portrait

# The card's own grid: 20 units a millimetre of an ID-1 card (ISO 7810, 85.6 by 54 mm).
_SIZE = (1712, 1080)
_INK = "#1b2430"
_SHADE = (190, 134, 98)


def ktp(person: Person) -> Image.Image:
    """Draw the front of a card, RGBA with round corners, 1712 by 1080 pixels."""
    card = _paper()
    draw = ImageDraw.Draw(card)
    centred(draw, (856, 62), "PROVINSI JAWA BARAT", 52, _INK)
    centred(draw, (856, 124), "KABUPATEN BOGOR", 52, _INK)
    draw.text((60, 216), "NIK", font=letters(58, bold=True), fill=_INK, anchor="ls")
    draw.text((440, 216), f":  {person.nik}", font=letters(66, bold=True), fill=_INK, anchor="ls")
    for row, (label, value) in enumerate(_fields(person)):
        baseline = 288 + 60 * row
        draw.text((60, baseline), label, font=letters(38), fill=_INK, anchor="ls")
        draw.text((440, baseline), f":  {value}", font=letters(38), fill=_INK, anchor="ls")
    card.paste(portrait(540, BLUE), (1250, 240))
    centred(draw, (1452, 830), "BOGOR", 36, _INK)
    centred(draw, (1452, 876), "12-05-2019", 36, _INK)
    curve = [(1370, 980), (1400, 920), (1415, 985), (1440, 930), (1455, 980), (1500, 935), (1560, 970)]
    draw.line(curve, fill="#20304a", width=7, joint="curve")
    return stamped(card, "CONTOH / SPESIMEN", size=150)


def on_table(person: Person, size: tuple[int, int]) -> Image.Image:
    """Draw a photo of the card lying on a table, `size` pixels wide and high, filling most of the width."""
    return laid(table(size), ktp(person), width=round(size[0] * 0.8), angle=-1.5)


def swafoto(person: Person) -> Image.Image:
    """Draw a photo that somebody takes of themselves with the card, 1080 by 1440 pixels."""
    scene = _room((1080, 1440))
    body = portrait(1300, None)
    scene.paste(body, (52, 140), body)
    card = ktp(person).resize((560, 353), Image.Resampling.LANCZOS).rotate(4, Image.Resampling.BICUBIC, expand=True)
    draw = ImageDraw.Draw(scene)
    for left, right in ((150, 330), (750, 930)):
        draw.rounded_rectangle((left, 1130, right, 1330), radius=80, fill=_SHADE)
    scene.paste(card, (255, 1030), card)
    for left in (232, 762):
        draw.rounded_rectangle((left, 1180, left + 86, 1238), radius=29, fill=SKIN, outline=_SHADE, width=3)
    return scene


def _fields(person: Person) -> tuple[tuple[str, str], ...]:
    return (
        ("Nama", person.nama),
        ("Tempat/Tgl Lahir", f"{person.tempat_lahir}, {person.tanggal_lahir}"),
        ("Jenis Kelamin", f"{person.jenis_kelamin}   Gol. Darah : O"),
        ("Alamat", "JL. MELATI CONTOH NO. 12"),
        ("      RT/RW", "003/007"),
        ("      Kel/Desa", "SUKAMAJU"),
        ("      Kecamatan", "CIBINONG"),
        ("Agama", "ISLAM"),
        ("Status Perkawinan", "KAWIN"),
        ("Pekerjaan", "GURU HONORER"),
        ("Kewarganegaraan", "WNI"),
        ("Berlaku Hingga", "SEUMUR HIDUP"),
    )


def _paper() -> Image.Image:
    sheen = Image.linear_gradient("L").rotate(90).resize(_SIZE)
    paper = Image.composite(Image.new("RGB", _SIZE, "#a9d3ea"), Image.new("RGB", _SIZE, "#d6ecf4"), sheen)
    draw = ImageDraw.Draw(paper)
    for step in range(60):
        draw.ellipse((300 - 26 * step, 560 - 14 * step, 900 + 26 * step, 580 + 14 * step), outline="#bfe0ee", width=2)
    corners = Image.new("L", _SIZE)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, _SIZE[0] - 1, _SIZE[1] - 1), radius=64, fill=255)
    paper.putalpha(corners)
    return paper


def _room(size: tuple[int, int]) -> Image.Image:
    wall = Image.composite(
        Image.new("RGB", size, "#cfc4b0"), Image.new("RGB", size, "#ece4d4"), Image.linear_gradient("L").resize(size)
    )
    draw = ImageDraw.Draw(wall)
    draw.rectangle((60, 90, 300, 470), fill="#8a6a4a")
    draw.rectangle((78, 108, 282, 452), fill="#bfe0f2")
    draw.polygon((78, 452, 78, 350, 160, 300, 282, 390, 282, 452), fill="#7fa86a")
    draw.rectangle((176, 108, 184, 452), fill="#8a6a4a")
    draw.rectangle((820, 300, 1020, 316), fill="#8a6a4a")
    for left, top, colour in (
        (836, 200, "#a8443c"),
        (872, 180, "#3c6ea8"),
        (904, 210, "#d8a83c"),
        (944, 190, "#4c8a5a"),
    ):
        draw.rectangle((left, top, left + 28, 300), fill=colour)
    return wall
