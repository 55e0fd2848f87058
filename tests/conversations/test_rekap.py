"""`/rekap` and `/ekspor` in the chat: who sees what, and what leads where."""

from datetime import timedelta

import pytest

from bot.conversations.context import Context
from bot.conversations.rekap.handlers import ekspor, rekap
from bot.conversations.visit import Visit
from bot.engine.effects import Media, Say
from bot.engine.inputs import Command
from bot.engine.machine import Moment
from storage import audit
from storage.models.staff import Staff
from tests.chat import Chat
from tests.conversations.finished import works
from tests.house import BUDI, DINAS, SARI, House

OFFICE = 501


def pusat(house: House, person: int = OFFICE) -> Chat:
    """Somebody who looks at all instansi."""
    house.session.add(Staff(person=person, role="pusat", instansi_id=0, granted_at=house.now))
    house.session.flush()
    return Chat(house, person)


def sent(house: House, command: str, argument: str = "", *, tapped: int = 0) -> list[Say]:
    """What the office gets for a command, typed or `tapped` under this message, with what goes along."""
    visit = Visit({}, Moment(house.now, house.dice), lambda: Context(house.session, house.vault, OFFICE, house.now))
    handler = {"rekap": rekap, "ekspor": ekspor}[command]
    given = Command(command, argument, tapped or 9, "q" if tapped else "")
    return [effect for _, effect in handler(visit, given) if isinstance(effect, Say)]


def exports(house: House) -> list[tuple[int, str]]:
    found = audit.of_subject(house.session, house.vault, [0], 10, "ekspor")
    return [(one.actor, one.role) for one in found]


@pytest.mark.parametrize("role", ["admin", "operator", "verifier"])
def test_every_desk_sees_its_figures(house: House, role: str) -> None:
    """As a picture, in words, by day and as a workbook; each leads to the others."""
    house.registers(SARI, status="mengisi")
    chat = works(house, role, OFFICE).says("/rekap").hears("say.rekap").sees("Rekap pendataan")
    chat.taps("button.per_unit").hears("say.rincian").taps("button.per_hari").hears("say.hari")
    chat.taps("button.gambar").hears("say.rekap").taps("button.muat_ulang").hears("say.rekap")
    chat.taps("button.unduh").hears("say.xlsx").sees("tanpa data pribadi")


def test_what_is_sent_is_of_this_instansi_alone(house: House) -> None:
    """Whatever is asked for behind the command."""
    house.registers(SARI, status="mengisi")
    house.registers(BUDI, "DINKES")
    works(house, "admin", OFFICE)
    ref = str(house.opens().id)
    kinds = {"": ("photo", "rekap"), "rincian": ("words", "rekap_rincian"), "hari": ("photo", "rekap_hari")}
    for argument, kind in {**kinds, "xlsx": ("document", "rekap_xlsx"), "DINKES": ("photo", "rekap")}.items():
        (say,) = sent(house, "rekap", argument)
        assert say.media == Media(*kind, ref)  # type: ignore[arg-type]


def test_words_alone_replace_the_message_that_was_tapped(house: House) -> None:
    """A picture comes as a new message, and so does what was typed for."""
    house.registers(SARI)
    works(house, "admin", OFFICE)
    assert [say.edit for say in sent(house, "rekap", "rincian", tapped=40)] == [40]
    assert [say.edit for say in sent(house, "rekap", "rincian")] == [0]
    assert [say.edit for say in sent(house, "rekap", tapped=40)] == [0]


def test_without_workers_nothing_is_drawn(house: House) -> None:
    """It is said how they come to be."""
    chat = works(house, "admin", OFFICE).says("/rekap").hears("say.tanpa_pekerja").sees("/impor")
    chat.taps("button.menu").hears("say.menu_staff")
    chat.says("/ekspor").hears("say.tanpa_pekerja")
    assert exports(house) == []


def test_without_accounts_there_is_nothing_by_day(house: House) -> None:
    """The other views are there."""
    house.registers(SARI)
    chat = works(house, "operator", OFFICE).says("/rekap hari").hears("say.tanpa_akun")
    chat.taps("button.gambar").hears("say.rekap")


@pytest.mark.parametrize("command", ["/rekap", "/rekap rincian", "/rekap nasional", "/rekap nasional xlsx", "/ekspor"])
def test_whoever_works_nowhere_hears_what_everybody_hears(house: House, command: str) -> None:
    """Whether or not there is anything to see."""
    house.registers(SARI)
    Chat(house, 77).says(command).hears("say.bukan_tugas").taps("button.menu").hears("say.menu_new")


def test_an_instansi_does_not_see_the_nation(house: House) -> None:
    """Not even its admin."""
    house.registers(SARI)
    works(house, "admin", OFFICE).says("/rekap nasional").hears("say.bukan_tugas")


def test_pusat_sees_the_nation(house: House) -> None:
    """Without a desk at any instansi, the command alone is enough; each view stays national."""
    chat = pusat(house).says("/rekap").hears("say.tanpa_pekerja")
    house.registers(SARI, status="berakun")
    chat.says("/rekap").hears("say.rekap").taps("button.per_instansi").hears("say.rincian")
    chat.taps("button.per_hari").hears("say.hari").taps("button.unduh").hears("say.xlsx")
    for argument in ("", "nasional", "nasional rincian", "hari", "nasional xlsx"):
        (say,) = sent(house, "rekap", argument)
        assert say.media is not None
        assert say.media.ref == "0"


def test_whoever_is_both_has_both(house: House) -> None:
    """Their instansi by the command, the nation by its word."""
    house.registers(SARI)
    works(house, "admin", OFFICE)
    pusat(house).says("/rekap").has_buttons("button.per_unit")
    assert [say.media and say.media.ref for say in sent(house, "rekap")] == [str(house.opens().id)]
    assert [say.media and say.media.ref for say in sent(house, "rekap", "nasional")] == ["0"]


def test_a_closed_desk_opens_again_with_the_command(house: House) -> None:
    """The figures hold nobody's data."""
    house.registers(SARI)
    chat = works(house, "verifier", OFFICE).says("/rekap")
    chat.waits(timedelta(minutes=20)).taps("button.muat_ulang").hears("say.rekap")


# -- ekspor ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["admin", "operator"])
def test_the_roster_comes_with_a_warning_and_is_recorded(house: House, role: str) -> None:
    """The chat says that it holds personal data, and the trail who asked for it."""
    house.registers(SARI)
    works(house, role, OFFICE).says("/ekspor").hears("say.ekspor_dibuat", "say.ekspor").sees("data pribadi", "NIK")
    assert exports(house) == [(OFFICE, role)]
    assert sent(house, "ekspor")[-1].media == Media("document", "ekspor", f"{house.opens().id}:{OFFICE}")


def test_a_verifier_gets_no_roster(house: House) -> None:
    """Nothing is made and nothing recorded; the desk does not offer it."""
    house.registers(SARI)
    chat = works(house, "verifier", OFFICE).says("/ekspor").hears("say.bukan_tugas")
    assert exports(house) == []
    assert "button.ekspor" not in [button.code for button in chat.says("/instansi").buttons]


def test_the_desk_leads_to_both(house: House) -> None:
    """With a tap each."""
    house.registers(SARI)
    chat = works(house, "operator", OFFICE, DINAS).says("/instansi").taps("button.rekap").hears("say.rekap")
    chat.says("/instansi").taps("button.ekspor").hears("say.ekspor")
