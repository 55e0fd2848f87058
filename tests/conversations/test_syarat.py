"""`/cek_syarat`: five taps before there is an account, each answered with its rule, by the rules that judge imports."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.conversations.syarat import names
from bot.conversations.syarat.verdicts import birth_days, latest_start, rules
from bot.rules.eligibility import LETTER, Facts, Terms, judge
from tests.chat import Chat
from tests.house import House

TERMS = Terms()
GOOD = ("thk2_tidak", "cukup_umur", "cukup_lama", "gaji_dari APBD", "guru")
OTHER = Terms(
    reference=date(2024, 6, 30),
    age_min=18,
    age_max=35,
    service_years=2,
    payments=("APBN", "Dana Desa"),
    jobs=("juru parkir", "guru"),
    jobs_alone=(),
)
"""Another pendataan."""


def taps(chat: Chat, *answers: str) -> Chat:
    """Tap one answer after the other, by code and label, from the beginning."""
    chat.says("/cek_syarat").hears("ask.thk2")
    for answer in answers:
        code, _, label = answer.partition(" ")
        chat.taps(f"button.{code}", label)
    return chat


def test_five_taps_and_each_names_its_rule(chat: Chat) -> None:
    """The letter and what it says come with every answer; nothing is kept."""
    chat.says("/start").taps("button.cek_syarat").hears("ask.thk2").sees("tanpa akun", "1 dari 5")
    chat.taps("button.thk2_tidak").hears("ask.umur").sees(LETTER, "non-ASN di instansi pemerintah juga didata")
    chat.taps("button.cukup_umur", "1 Januari 1965 – 31 Desember 2001").hears("ask.masa_kerja")
    chat.sees("Sesuai. Aturannya: berumur 20 sampai 56 tahun pada 31 Desember 2021", LETTER)
    chat.taps("button.cukup_lama", "1 Januari 2021 atau lebih awal").hears("ask.gaji").sees(LETTER, "1 Januari 2021")
    chat.taps("button.gaji_dari", "APBD").hears("ask.pekerjaan").sees(
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
    chat.taps("button.cukup_lama").taps("button.gaji_dari", "APBN").taps("button.teknis").hears("ask.hasil")
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


@pytest.mark.parametrize("terms", [TERMS, OTHER])
def test_every_tap_gets_a_clear_answer(terms: Terms) -> None:
    """But for another job, which only the instansi can tell."""
    putusan = rules(terms)["putusan"]
    assert list(putusan) == list(names.RULES[1:])
    unclear = [tap for found in putusan.values() for tap, verdict in found.items() if verdict == names.TO_JUDGE]
    assert unclear == [names.OTHER_JOB]
    for rule, bands in (("umur", names.AGES), ("masa_kerja", names.SINCES)):
        assert [tap for tap in bands if putusan[rule][tap] == names.MET] == [tap for tap in bands if "cukup" in tap]


def test_the_letters_bands_end_on_its_days() -> None:
    """56 years before the day of reference, 20 years, and one year of work."""
    assert (*birth_days(TERMS), latest_start(TERMS)) == (date(1965, 1, 1), date(2001, 12, 31), date(2021, 1, 1))


@pytest.mark.parametrize("reference", [date(2021, 12, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 6, 30)])
@pytest.mark.parametrize("service_years", [1, 4])
def test_the_bands_end_where_the_rules_turn(reference: date, service_years: int) -> None:
    """A day before the first birthday and after the last one, and a day after the latest start, the rule is broken."""
    terms = replace(TERMS, reference=reference, service_years=service_years)
    first, last = birth_days(terms)
    day = timedelta(days=1)
    for born, right in ((first, True), (first - day, False), (last, True), (last + day, False)):
        assert (not judge(Facts(birth_date=born), terms)) == right
    for since, right in ((latest_start(terms), True), (latest_start(terms) + day, False)):
        assert (not judge(Facts(employed_since=since), terms)) == right


# -- another pendataan -------------------------------------------------------------------------------------------------


def test_another_pendataan_has_its_own_figures(chat: Chat, house: House) -> None:
    """Days, ages, wages and jobs are its own, and the letter is not named."""
    house.terms = OTHER
    chat.says("/cek_syarat").taps("button.thk2_tidak").taps("button.cukup_umur", "1 Juli 1988 – 30 Juni 2006")
    chat.sees("berumur 18 sampai 35 tahun pada 30 Juni 2024").has_buttons("button.kurang_lama")
    chat.taps("button.cukup_lama", "1 Juli 2022 atau lebih awal").sees("paling singkat 2 tahun pada 30 Juni 2024")
    chat.taps("button.gaji_dari", "Dana Desa").sees("Sesuai. Aturannya: digaji langsung dari APBN atau Dana Desa")
    chat.taps("button.satpam").hears("ask.hasil").sees("Sesuai. Aturannya: bukan juru parkir, guru, atau yang sejenis")
    chat.sees("memenuhi semua aturan", "Dasarnya aturan pendataan ini.").sees_not("PANRB")
    taps(chat, "thk2_ya", "cukup_lama", "kerja_lain Lainnya", "guru").sees("Belum sesuai. Aturannya: bukan juru parkir")


def test_a_pendataan_of_everybody_at_work(chat: Chat, house: House) -> None:
    """Where no time of work and no job is asked for, no tap speaks of them."""
    house.terms = replace(OTHER, service_years=0, jobs=())
    taps(chat, "thk2_ya")
    assert "button.kurang_lama" not in [button.code for button in chat.buttons]
    chat.taps("button.cukup_lama", "30 Juni 2024 atau lebih awal").taps("button.gaji_dari", "APBN")
    chat.taps("button.satpam").sees("semua jabatan didata", "memenuhi semua aturan")
    taps(chat, "thk2_ya", "sesudahnya", "gaji_dari APBN", "guru").sees(
        "Belum sesuai. Aturannya: bekerja paling singkat"
    )


def test_who_has_begun_goes_on_with_the_days_that_they_were_shown(chat: Chat, house: House) -> None:
    """A restart with other rules in between changes nothing for them; the next check is by the new ones."""
    taps(chat, "thk2_tidak", "cukup_umur")
    house.terms = OTHER
    house.restarts()
    chat.taps("button.cukup_lama", "1 Januari 2021").taps("button.gaji_dari", "APBD").taps("button.guru")
    chat.sees("memenuhi semua aturan", LETTER)
    taps(chat, "thk2_tidak").sees_not(LETTER)


def test_whoever_has_begun_an_account_goes_on_with_it(sari: Chat) -> None:
    """The check leaves the draft alone."""
    sari.goes_to("ask.nama")
    taps(sari, *GOOD).taps("button.daftar").hears("ask.nama")
