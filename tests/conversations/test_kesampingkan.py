"""A verifier sets a rule aside for a NIK that nobody could register: then `/tambah` and imports take it."""

from datetime import date

import pytest

from storage import audit, overrules
from tests.chat import Chat
from tests.conversations.finished import VERIFIER, verifier, works
from tests.house import DINAS, SARI, House

WHY = "Kepala dinas sudah menyetujui, surat 800/12."


def chosen(house: House, rule: str = "button.aturan_too_old") -> Chat:
    """A verifier who is to say why."""
    chat = verifier(house).says("/kesampingkan").hears("ask.nik").says("123").hears("error.nik_not_16_digits")
    chat.says(SARI.nik).hears("ask.aturan").sees("Belum ada aturan", "3201••••••••0001").sees_not(SARI.nik)
    return chat.taps(rule).hears("ask.alasan")


def test_a_verifier_sets_a_rule_aside_with_a_reason(house: House) -> None:
    """The reason is kept and in the trail; the rule is not offered again, others are."""
    chat = chosen(house).says("ya").hears("ask.alasan").says(WHY).hears("ask.beres").sees("Umur terlalu tua", "/impor")
    (kept,) = overrules.of_nik(house.session, house.vault, house.opens(DINAS).id, SARI.nik)
    assert (kept.rule, kept.reason, kept.by) == ("too_old", WHY, VERIFIER)
    assert [one.action for one in audit.of_subject(house.session, house.vault, [0], 10)] == ["kesampingkan"]
    chat.taps("button.nik_lain").says(SARI.nik).hears("ask.aturan").sees("Sudah dikesampingkan: Umur terlalu tua.")
    assert "button.aturan_too_old" not in [button.code for button in chat.buttons]
    chat.taps("button.ganti_nik").hears("ask.nik")


def test_once_nobody_can_be_registered_it_is_too_late(house: House) -> None:
    """After the deadline, and if finalisasi comes before the reason is typed."""
    chat = chosen(house)
    house.finalises()
    chat.says(WHY).hears("error.difinalisasi")
    assert overrules.of_nik(house.session, house.vault, house.opens(DINAS).id, SARI.nik) == []
    house.reopens()
    house.ends_on(date(2022, 1, 1))
    chat.says("/kesampingkan").hears("ask.ditutup").sees("Batas waktu")


@pytest.mark.parametrize("role", ["admin", "operator"])
def test_nobody_else_may(house: House, role: str) -> None:
    """They hear what everybody hears."""
    works(house, role, 501).says("/kesampingkan").hears("say.bukan_tugas")
