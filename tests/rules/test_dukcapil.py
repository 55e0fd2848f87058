"""What Dukcapil is sent, the links that open it, and which office is the local one."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.rules.dukcapil import FORM, LINK, SMS, SUBJECT, Case, Channel, batch, links, local_office, message

SARI = Case("3201234703900001", "Sari Wulandari", "3201230101150009", "081234567890", "NIK tidak ditemukan")
GSM = set("@£$¥\n\rΔ_ΦΓΛΩΠΨΣΘΞ !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def values(text: str) -> list[str]:
    """The five values in the last line of a message."""
    return [value.strip() for value in text.splitlines()[-1].split("#")[1:]]


def test_the_message_is_in_dukcapils_form() -> None:
    """The form itself, then the values in its order, each behind its sign."""
    assert message(SARI) == (
        "#NIK #Nama_Lengkap #Nomor_Kartu_Keluarga #Nomor_Telp #Permasalahan\n"
        "#3201234703900001 #Sari Wulandari #3201230101150009 #081234567890 #NIK tidak ditemukan"
    )


def test_what_is_not_known_keeps_its_place() -> None:
    """A dash stands for it, so that nothing slips into a neighbour's place."""
    told = values(message(replace(SARI, kk="", ponsel="")))
    assert told == [SARI.nik, SARI.nama, "-", "-", SARI.masalah]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("KK baru #2\nbelum masuk", "KK baru 2 belum masuk"),
        ("Ma’ruf “Café” – naïve", 'Ma\'ruf "Cafe" - naive'),
        ("data {lama} | [baru] ~ 😀", "data (lama) / (baru) -"),
    ],
)
def test_a_problem_stays_one_value_in_plain_letters(written: str, sent: str) -> None:
    """No sign of the form, no line break, nothing that an SMS would pay for twice."""
    text = message(replace(SARI, masalah=written))
    assert values(text)[-1] == sent
    assert set(text) <= GSM


def test_a_long_problem_is_cut_visibly() -> None:
    """At 160 characters, so that the message stays one that can be sent."""
    told = values(message(replace(SARI, masalah="kata " * 100)))[-1]
    assert told.endswith("kata ka...")
    assert len(told) <= 160


def test_a_small_batch_is_one_numbered_message() -> None:
    """The form once, then a line for each person."""
    budi = replace(SARI, nik="3271010101900002", nama="Budi Santoso")
    (text,) = batch([SARI, budi])
    lines = text.splitlines()
    assert lines[0] == FORM
    assert lines[1].startswith("1. #3201234703900001 #Sari Wulandari ")
    assert lines[2].startswith("2. #3271010101900002 #Budi Santoso ")
    assert len(lines) == 3


@pytest.mark.parametrize("channel", [SMS, LINK])
@pytest.mark.parametrize("count", [1, 2, 30, 120])
def test_a_large_batch_is_parted_between_people(channel: Channel, count: int) -> None:
    """Each part fits its channel, says which it is, and the numbers go on; nobody is lost or split."""
    cases = [replace(SARI, nama="Ny. " * 25, masalah="x " * 90, nik=f"320123470390{n:04d}") for n in range(count)]
    parts = batch(cases, channel)
    assert max(channel.measure(part) for part in parts) <= channel.longest
    people = [line for part in parts for line in part.splitlines() if "#3201" in line]
    assert [line.split(" #", 2)[:2] for line in people] == [
        [f"{number}.", case.nik] for number, case in enumerate(cases, 1)
    ]
    if len(parts) > 1:
        assert [part.splitlines()[0] for part in parts] == [
            f"Bagian {number} dari {len(parts)}" for number in range(1, len(parts) + 1)
        ]


def test_nobody_needs_no_message() -> None:
    """A day without escalations."""
    assert batch([]) == []


def test_the_links_open_each_channel_filled_in() -> None:
    """WhatsApp, SMS and mail hold the very message; the mail's subject holds nobody's data."""
    text = batch([SARI, SARI])[0]
    opened = links(text)
    whatsapp, sms, mail = map(urlsplit, (opened.whatsapp, opened.sms, opened.mail))
    assert (whatsapp.scheme, whatsapp.netloc, whatsapp.path) == ("https", "wa.me", "/628118005373")
    assert parse_qs(whatsapp.query)["text"] == [text]
    assert (sms.scheme, sms.path) == ("sms", "08118005373")
    assert parse_qs(sms.query)["body"] == [text]
    assert (mail.scheme, mail.path) == ("mailto", "callcenter.dukcapil@gmail.com")
    assert parse_qs(mail.query)["body"] == [text.replace("\n", "\r\n")]
    assert parse_qs(mail.query)["subject"] == [SUBJECT]
    assert not any(character.isdigit() for character in SUBJECT)
    assert " " not in opened.whatsapp + opened.sms + opened.mail


def test_whatsapps_link_is_never_too_long() -> None:
    """Whatever the longest part holds, Telegram takes the address for a button."""
    cases = [replace(SARI, nama="O'Neill & " * 10, masalah="? & ' " * 30)] * 12
    assert max(len(links(part).whatsapp) for part in batch(cases)) <= 2048


@pytest.mark.parametrize(
    ("nik", "office"),
    [
        ("3201234703900001", "Disdukcapil Kabupaten Bogor"),
        ("3271014703900001", "Disdukcapil Kota Bogor"),
        ("3174014703900001", "Sudin Dukcapil Kota Administrasi Jakarta Selatan"),
        ("5401014703900001", None),
        ("3299014703900001", None),
        ("3201", None),
        ("", None),
    ],
)
def test_the_local_office_is_read_from_the_nik(nik: str, office: str | None) -> None:
    """By the kabupaten that issued it; none for a code of former times or half a NIK."""
    assert local_office(nik) == office


def test_nobodys_data_show_in_a_repr() -> None:
    """Neither a case's nor a link's, because errors end up in logs."""
    assert SARI.nik not in repr(SARI)
    assert SARI.nik not in repr(links(message(SARI)))
