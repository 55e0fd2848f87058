"""The letter before its annex, in the form that such letters have in the field.

Head, number, who declares, what is declared with the counts by kind, place for stamp and signature. It flows onto a
second page where names are long; the signature never stands there without a statement above it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.documents.card_form import PAGE_WIDTH
from bot.documents.card_ink import GREY, INK, LINE, MM, TINT, Ink, bold, regular
from bot.documents.letter_facts import FLOOR, LEFT, TOP, WIDTH, LetterFacts, Listed
from bot.rules.eligibility import LETTER
from bot.rules.numbers import numeral

_SIZE: Final = 10.0
_LINE: Final = 13.5
_GAP: Final = 5.0
_NUMBERED: Final = 7 * MM
_VALUES: Final = 42 * MM
_HEAD: Final = 15.0
_SIGNED: Final = 78 * MM
"""How wide the signature's column is."""
_ROOM: Final = 27 * MM
"""For stamp and signature."""
_COLUMNS: Final = (72 * MM, 28 * MM, 28 * MM, 28 * MM)
_ROW: Final = 15.0

# On what it rests, and what everybody meets: the letter that ordered the pendataan, or an operator's own rules.
_BY_THE_LETTER: Final = (
    (
        "Berdasarkan surat Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor"
        f" {LETTER} tanggal 22 Juli 2022 hal Pendataan Tenaga Non-ASN di Lingkungan Instansi Pemerintah,"
    ),
    "memenuhi ketentuan pendataan dalam surat tersebut di atas.",
)
_BY_OWN_TERMS: Final = (
    "Berdasarkan ketentuan pendataan tenaga non-ASN yang berlaku,",
    "memenuhi ketentuan pendataan tersebut di atas.",
)
_DECLARED: Final = "dengan ini saya menyatakan dengan sesungguhnya bahwa:"
_LISTED: Final = (
    "Seluruh nama dalam daftar nominatif pada lampiran, yang tidak terpisahkan dari surat ini, adalah tenaga"
    " non-ASN atau eks THK-II yang bekerja di instansi ini dan"
)
_STATEMENTS: Final = (
    (
        "Data dan dokumen pendukung setiap nama sudah diperiksa oleh instansi, lengkap, dan benar, serta tidak ada nama"
        " yang dimasukkan karena pemberian, janji, atau pungutan dalam bentuk apa pun."
    ),
    (
        "Daftar nominatif itu adalah daftar dengan sidik jari yang tercantum di bawah ini. Bila daftarnya berubah,"
        " sidik jarinya berubah, dan surat ini tidak berlaku lagi."
    ),
    (
        "Apabila di kemudian hari ternyata pernyataan ini tidak benar, saya bertanggung jawab mutlak dan bersedia"
        " dikenai sanksi sesuai dengan ketentuan peraturan perundang-undangan."
    ),
)
_CLOSING: Final = (
    "Demikian surat pernyataan ini saya buat dengan sebenarnya, tanpa paksaan dari siapa pun, untuk dipergunakan"
    " sebagaimana mestinya."
)


def body(facts: LetterFacts, listed: Sequence[Listed]) -> Iterable[bytes]:
    """The operators of each page, but for its foot."""
    sheet = _Sheet()
    _head(sheet, facts)
    _who(sheet, facts)
    order, met = _BY_OWN_TERMS if facts.own_terms else _BY_THE_LETTER
    sheet.paragraph(f"{order} {_DECLARED}", LEFT, WIDTH)
    count = numeral(len(listed))
    first = (
        f"Pendataan tenaga non-ASN di instansi ini sudah difinalisasi pada {_together(facts.difinalisasi)},"
        f" dengan hasil {count} orang, terdiri atas:"
    )
    sheet.numbered(1, first, also=4 * _ROW)
    _table(sheet, listed)
    for number, statement in enumerate((f"{_LISTED} {met}", *_STATEMENTS), 2):
        sheet.numbered(number, statement)
    sheet.paragraph(_CLOSING, LEFT, WIDTH, also=_height_signed(facts))
    _signature(sheet, facts)
    return [ink.operators for ink in sheet.pages]


class _Sheet:
    """Pages that are filled from the top."""

    def __init__(self) -> None:
        self.pages = [Ink()]
        self.top = TOP

    @property
    def ink(self) -> Ink:
        return self.pages[-1]

    def need(self, height: float) -> None:
        """Begin a new page where so much does not fit."""
        if self.top - height < FLOOR:
            self.pages.append(Ink())
            self.top = TOP

    def paragraph(self, text: str, left: float, width: float, also: float = 0) -> None:
        """Set a text, on one page with so much of what follows."""
        lines = regular().wrap(text, _SIZE, width)
        self.need(len(lines) * _LINE + also)
        for line in lines:
            self.top -= _LINE
            self.ink.text(left, self.top + 3.5, line, _SIZE)
        self.top -= _GAP

    def numbered(self, number: int, text: str, also: float = 0) -> None:
        """Set one of the statements."""
        height = len(regular().wrap(text, _SIZE, WIDTH - _NUMBERED)) * _LINE
        self.need(height + also)
        self.ink.text(LEFT, self.top - _LINE + 3.5, f"{number}.", _SIZE)
        self.paragraph(text, LEFT + _NUMBERED, WIDTH - _NUMBERED, also)

    def centred(self, text: str, size: float, *, strong: bool = False, colour: str = INK) -> None:
        """Set a text in the middle, over as many lines as it needs."""
        face = bold() if strong else regular()
        for line in face.wrap(text, size, WIDTH):
            self.top -= size * 1.3
            left = (PAGE_WIDTH - face.width(line, size)) / 2
            self.ink.text(left, self.top + size * 0.3, line, size, strong=strong, colour=colour)


def _head(sheet: _Sheet, facts: LetterFacts) -> None:
    sheet.centred(facts.instansi.upper(), _HEAD, strong=True)
    sheet.centred(f"Kode instansi pada Pendataan Tenaga Non-ASN: {facts.kode}", 9, colour=GREY)
    sheet.top -= 6
    sheet.ink.rule(LEFT, sheet.top, WIDTH, colour=INK, weight=1.6)
    sheet.ink.rule(LEFT, sheet.top - 2.4, WIDTH, colour=INK, weight=0.5)
    sheet.top -= 20
    sheet.centred("SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", 13, strong=True)
    sheet.centred(f"Nomor: {facts.nomor}", _SIZE)
    sheet.centred("Nomor agenda instansi: ........................................", 9, colour=GREY)
    sheet.top -= 12


def _together(moment: str) -> str:
    """A moment whose zone stays with its hour."""
    return moment.replace(" WIB", "\u00a0WIB")


def _who(sheet: _Sheet, facts: LetterFacts) -> None:
    sheet.paragraph("Yang bertanda tangan di bawah ini:", LEFT, WIDTH)
    rows = (
        ("Nama", facts.nama),
        ("NIP", facts.nip),
        ("Pangkat, golongan", facts.pangkat),
        ("Jabatan", facts.jabatan),
        ("Instansi", facts.instansi),
    )
    for label, value in rows:
        if not value:
            continue
        lines = regular().wrap(value, _SIZE, WIDTH - _NUMBERED - _VALUES)
        sheet.ink.text(LEFT + _NUMBERED, sheet.top - _LINE + 3.5, label, _SIZE)
        sheet.ink.text(LEFT + _NUMBERED + _VALUES - 9, sheet.top - _LINE + 3.5, ":", _SIZE)
        for line in lines:
            sheet.top -= _LINE
            sheet.ink.text(LEFT + _NUMBERED + _VALUES, sheet.top + 3.5, line, _SIZE)
    sheet.top -= _GAP
    role = "selaku Pejabat Pembina Kepegawaian atau pejabat yang ditunjuk olehnya."
    sheet.paragraph(role, LEFT, WIDTH)


def _table(sheet: _Sheet, listed: Sequence[Listed]) -> None:
    """The counts by kind, women and men apart."""
    rows: list[tuple[str, ...]] = [("Jenis", "Laki-laki", "Perempuan", "Jumlah")]
    kinds = (("Eks THK-II", (True,)), ("Tenaga non-ASN", (False,)), ("Jumlah", (True, False)))
    for name, which in kinds:
        of_kind = [one for one in listed if one.eks_thk2 in which]
        women = sum(one.perempuan for one in of_kind)
        figures = (len(of_kind) - women, women, len(of_kind))
        rows.append((name, *map(numeral, figures)))
    left = LEFT + _NUMBERED
    sheet.need(len(rows) * _ROW)
    for place, row in enumerate(rows):
        _table_row(sheet, left, row, strong=place in {0, len(rows) - 1})
    sheet.top -= _GAP + 2


def _table_row(sheet: _Sheet, left: float, row: Sequence[str], *, strong: bool) -> None:
    width = sum(_COLUMNS)
    sheet.top -= _ROW
    if strong:
        sheet.ink.box(left, sheet.top, width, _ROW, colour=TINT)
    sheet.ink.rule(left, sheet.top, width, colour=LINE)
    face = bold() if strong else regular()
    right = left
    for column, (cell, wide) in enumerate(zip(row, _COLUMNS, strict=True)):
        x = right + 4 if column == 0 else right + wide - 6 - face.width(cell, 9.5)
        sheet.ink.text(x, sheet.top + 4.3, cell, 9.5, strong=strong)
        right += wide


def _height_signed(facts: LetterFacts) -> float:
    lines = len(_role_lines(facts)) + len(bold().wrap(facts.nama, _SIZE, _SIGNED)) + 2
    return 2 * _GAP + lines * _LINE + _ROOM


def _role_lines(facts: LetterFacts) -> list[str]:
    return regular().wrap(f"{facts.jabatan},", _SIZE, _SIGNED)


def _signature(sheet: _Sheet, facts: LetterFacts) -> None:
    """Place and date, who signs, room for stamp and signature; beside it, of which list."""
    left = LEFT + WIDTH - _SIGNED
    sheet.top -= _GAP
    begun = sheet.top
    for line in (f"{facts.tempat}, .....................................", *_role_lines(facts)):
        sheet.top -= _LINE
        sheet.ink.text(left, sheet.top + 3.5, line, _SIZE)
    sheet.ink.add(f"q {GREY} RG 0.6 w [2 2] 0 d")
    sheet.ink.frame(left, sheet.top - _ROOM + 4 * MM, 23 * MM, 18 * MM, radius=1 * MM, paint="S")
    sheet.ink.add("Q")
    for place, word in enumerate(("Meterai", "Rp10.000")):
        sheet.ink.text(left + 3.5 * MM, sheet.top - _ROOM + 14 * MM - place * 11, word, 9, colour=GREY)
    sheet.ink.text(left + 27 * MM, sheet.top - _ROOM + 14 * MM, "tanda tangan", 8, colour=GREY)
    sheet.ink.text(left + 27 * MM, sheet.top - _ROOM + 14 * MM - 11, "dan cap instansi", 8, colour=GREY)
    sheet.top -= _ROOM
    for line in bold().wrap(facts.nama, _SIZE, _SIGNED):
        sheet.top -= _LINE
        sheet.ink.text(left, sheet.top + 3.5, line, _SIZE, strong=True)
    sheet.top -= _LINE
    sheet.ink.text(left, sheet.top + 3.5, f"NIP {facts.nip}", _SIZE)
    _fingerprint(sheet.ink, begun - _GAP, facts)


def _fingerprint(ink: Ink, top: float, facts: LetterFacts) -> None:
    high, wide = 25 * MM, 80 * MM
    ink.add(f"q {LINE} RG 0.8 w")
    ink.frame(LEFT, top - high, wide, high, radius=2 * MM, paint="S")
    ink.add("Q")
    ink.text(LEFT + 4 * MM, top - 6.5 * MM, "Sidik jari daftar nominatif", 9, colour=GREY)
    ink.text(LEFT + 4 * MM, top - 13.5 * MM, facts.fingerprint, 15, strong=True)
    for place, line in enumerate(("Sama dengan yang tertera di kaki setiap halaman", "dan di asisten pendataan.")):
        ink.text(LEFT + 4 * MM, top - 18.5 * MM - place * 10, line, 8, colour=GREY)
