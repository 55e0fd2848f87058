"""`/cek_syarat`: five taps before there is an account, each answered with its rule, by the rules that judge imports."""

from datetime import date, timedelta
from itertools import product

import pytest

from bot.conversations.syarat import names
from bot.conversations.syarat.verdicts import TERMS, birth_days, latest_start, verdict
from bot.rules.eligibility import LETTER, Facts, judge
from tests.chat import Chat

GOOD = ("thk2_tidak", "cukup_umur", "cukup_lama", "apbd", "guru")


def taps(chat: Chat, *answers: str) -> Chat:
    """Tap one answer after the other, from the beginning."""
    chat.says("/cek_syarat").hears("ask.thk2")
    for answer in answers:
        chat.taps(f"button.{answer}")
    return chat


def test_five_taps_and_each_names_its_rule(chat: Chat) -> None:
    """The letter and what it says come with every answer; nothing is kept."""
    chat.says("/start").taps("button.cek_syarat").hears("ask.thk2").sees("tanpa akun", "1 dari 5")
    chat.taps("button.thk2_tidak").hears("ask.umur").sees(LETTER, "non-ASN di instansi pemerintah juga didata")
    chat.taps("button.cukup_umur", "1 Januari 1965 – 31 Desember 2001").hears("ask.masa_kerja")
    chat.sees("Sesuai. Aturannya: berumur 20 sampai 56 tahun pada 31 Desember 2021", LETTER)
    chat.taps("button.cukup_lama", "1 Januari 2021 atau lebih awal").hears("ask.gaji").sees(LETTER, "1 Januari 2021")
    chat.taps("button.apbd").hears("ask.pekerjaan").sees(
        "Sesuai. Aturannya: digaji langsung dari APBN atau APBD", LETTER
    )
    chat.taps("button.guru").hears("ask.hasil").sees("memenuhi semua aturan", LETTER, "yang memutuskan adalah instansi")
    assert chat.states() == {}
    chat.taps("button.daftar").hears("ask.persetujuan")


@pytest.mark.parametrize("typed", ["/cek-syarat", "/cek_syarat", "/CEK-SYARAT"])
def test_however_it_is_typed(chat: Chat, typed: str) -> None:
    """Telegram knows no command with a hyphen, people do; it begins anew each time."""
    taps(chat, "thk2_tidak").says(typed).hears("ask.thk2")


def test_eks_thk2_are_not_asked_for_their_age(chat: Chat) -> None:
    """It does not matter."""
    taps(chat, "thk2_ya").hears("ask.masa_kerja").sees("tidak dikenai batas umur")
    chat.taps("button.cukup_lama").taps("button.apbn").taps("button.teknis").hears("ask.hasil")
    chat.sees("memenuhi semua").sees_not("berumur")


@pytest.mark.parametrize(
    ("place", "answer", "said"),
    [
        (1, "lebih_tua", "Belum sesuai. Aturannya: berumur 20 sampai 56"),
        (1, "lebih_muda", "Belum sesuai. Aturannya: berumur 20 sampai 56"),
        (2, "kurang_lama", "Belum sesuai. Aturannya: bekerja paling singkat 1 tahun"),
        (2, "sesudahnya", "Belum sesuai. Aturannya: bekerja paling singkat 1 tahun"),
        (3, "blu", "Belum sesuai. Aturannya: digaji langsung"),
        (3, "gaji_lain", "Belum sesuai. Aturannya: digaji langsung"),
        (4, "pengemudi", "Belum sesuai. Aturannya: bukan pengemudi"),
        (4, "kebersihan", "Belum sesuai. Aturannya: bukan pengemudi"),
        (4, "satpam", "Belum sesuai. Aturannya: bukan pengemudi"),
    ],
)
def test_a_rule_that_is_not_met_is_named(chat: Chat, place: int, answer: str, said: str) -> None:
    """With whom to ask; the instansi decides, and there is a way on all the same."""
    taps(chat, *GOOD[:place], answer, *GOOD[place + 1 :]).hears("ask.hasil").sees(said, "admin instansi", "BKPSDM")
    chat.sees_not("memenuhi semua aturan").has_buttons("button.daftar", "button.bantuan")
    chat.taps("button.ulangi").hears("ask.thk2")


def test_another_job_is_for_the_instansi_to_judge(chat: Chat) -> None:
    """What no tap can tell is not told."""
    taps(chat, *GOOD[:4], "kerja_lain").hears("ask.hasil").sees(
        "Dinilai instansi. Aturannya: bukan pengemudi", "tidak ada aturan"
    )


def test_words_are_no_tap(chat: Chat) -> None:
    """The buttons are offered again, and one question back there is a way."""
    taps(chat, "thk2_tidak").says("1990").hears("error.want_button", "ask.umur").says("/kembali").hears("ask.thk2")


@pytest.mark.parametrize(("rule", "answer"), [
    *product(["umur"], names.AGES),
    *product(["masa_kerja"], names.SINCES),
    *product(["gaji"], names.PAYMENTS),
    *product(["pekerjaan"], names.JOBS[:-1]),
])  # fmt: skip
def test_every_tap_gets_a_clear_answer(rule: str, answer: str) -> None:
    """No band holds both people who meet the rule and people who do not."""
    assert verdict(rule, {rule: answer}) in {names.MET, names.NOT_MET}


def test_the_bands_end_where_the_rules_turn() -> None:
    """A day before the first birthday and after the last one, and a day after the latest start, the rule is broken."""
    first, last = birth_days(TERMS)
    day = timedelta(days=1)
    assert (first, last, latest_start(TERMS)) == (date(1965, 1, 1), date(2001, 12, 31), date(2021, 1, 1))
    for born, right in ((first, True), (first - day, False), (last, True), (last + day, False)):
        assert (not judge(Facts(birth_date=born), TERMS)) == right
    for since, right in ((latest_start(TERMS), True), (latest_start(TERMS) + day, False)):
        assert (not judge(Facts(employed_since=since), TERMS)) == right


def test_whoever_has_begun_an_account_goes_on_with_it(sari: Chat) -> None:
    """The check leaves the draft alone."""
    sari.goes_to("ask.nama")
    taps(sari, *GOOD).taps("button.daftar").hears("ask.nama")
