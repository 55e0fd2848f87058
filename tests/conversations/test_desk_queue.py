"""The desk: the queue by age, its filters, taking a ticket, and giving it away."""

from datetime import timedelta

import pytest

from storage import ticket_queue, ticket_state, tickets
from storage.models.staff import Staff
from tests.chat import Chat
from tests.conversations.desks import holding, officer, worker
from tests.house import SARI, House
from tests.storage.officers import OFFICER, SECOND, WORKER, asks, dismisses


def holder(house: House, number: int) -> int | None:
    return ticket_state.load(house.session, number).holder


def test_the_queue_is_shown_by_age(house: House) -> None:
    """The oldest first, each with its kind, its state and its age; nothing of anybody's data."""
    first = asks(house, "dukcapil")
    house.waits(timedelta(hours=2))
    second = asks(house, "lupa_password", person=72)
    house.waits(timedelta(minutes=5))
    desk = officer(house).says("/tiket").hears("ask.antrean")
    desk.sees(f"T-{first:06d}: NIK, KK, atau nama tidak sesuai, terbuka, 2 jam 5 menit", "Menunggu (semua): 2")
    desk.sees_not("Sari", "3201")
    labels = [shown.label for shown in desk.buttons if shown.code == "button.ambil_ini"]
    assert labels == [f"Ambil T-{first:06d} (2 jam 5 menit)", f"Ambil T-{second:06d} (5 menit)"]


def test_an_empty_queue_offers_nothing_to_take(house: House) -> None:
    """Nothing is held, nothing waits."""
    desk = officer(house).says("/tiket").sees("Anda pegang:\ntidak ada", "Menunggu (semua): 0")
    assert "button.ambil" not in [shown.code for shown in desk.buttons]


def test_kind_and_kabupaten_narrow_the_queue(house: House) -> None:
    """Each choice keeps the other; Semua takes both away."""
    asks(house, "dukcapil", facts={"nik": "3201014703900001"})
    asks(house, "dukcapil", person=72, facts={"nik": "3273014703900001"})
    asks(house, "lain", person=73, facts={})
    desk = officer(house).says("/tiket").sees("Menunggu (semua): 3")
    desk.taps("button.saring").hears("ask.saring").taps("button.jenis_dukcapil").sees("tidak sesuai): 2")
    desk.taps("button.saring").taps("button.kabupaten", "Bandung").sees("tidak sesuai dan Kota Bandung", "): 1")
    desk.taps("button.saring").taps("button.kabupaten", "belum diketahui").sees("kabupaten belum diketahui): 0")
    desk.taps("button.saring").taps("button.semua").sees("Menunggu (semua): 3")
    desk.taps("button.saring").taps("button.ke_antrean").sees("Menunggu (semua): 3")


def test_ambil_takes_the_oldest_and_the_worker_hears_of_it(house: House) -> None:
    """Of those that the filter leaves."""
    asks(house, "lain", person=72)
    number = asks(house, "dukcapil")
    desk = officer(house).says("/tiket").taps("button.saring").taps("button.jenis_dukcapil").taps("button.ambil")
    desk.hears("ask.tiket").sees(f"Tiket T-{number:06d}", "ditangani", "Bogor").sees_not("3201", "Sari")
    assert holder(house, number) == OFFICER
    worker(house).was_told("say.diambil").sees(f"T-{number:06d}")


def test_ambil_with_nothing_left_says_so(house: House) -> None:
    """Somebody else took the last one meanwhile."""
    number = asks(house)
    desk = officer(house).says("/tiket")
    officer(house, SECOND).says("/tiket").taps("button.ambil")
    desk.taps("button.ambil").hears("error.antrean_kosong", "ask.antrean")
    assert holder(house, number) == SECOND
    desk.taps("button.muat_ulang").sees("Menunggu (semua): 0")


def test_a_ticket_is_opened_by_its_number(house: House) -> None:
    """Typed at the desk, with the command, or tapped in an older message; what is no number is told so."""
    number = asks(house)
    desk = officer(house).says("/tiket").says("halo").hears("error.nomor_tiket").says(f"t-{number}").hears("ask.tiket")
    desk.says("/tiket").taps("button.buka").hears("ask.tiket")
    desk.says(f"/tiket {number}").hears("ask.tiket").taps("button.ke_antrean").hears("ask.antrean")


def test_a_ticket_of_somebody_else_stays_closed(house: House) -> None:
    """Whoever comes by its number hears what they would of one that there is not."""
    number = asks(house)
    officer(house, SECOND).says(f"/tiket {number}").hears("ask.tiket")
    desk = officer(house).says(f"/tiket {number}").hears("error.tiket_diambil", "ask.antrean")
    desk.says("999").hears("error.tiket_diambil")


def test_one_that_was_solved_is_told_so(house: House) -> None:
    """To whoever solved it."""
    desk = holding(house).taps("button.selesai").taps("button.alasan_terjawab")
    number = tickets.of_person(house.session, WORKER)[0].number
    desk.says(f"/tiket {number}").hears("error.tiket_selesai")


def test_the_filter_stays_through_a_ticket(house: House) -> None:
    """From the confirmation back to the desk, and on to the next one by its number."""
    asks(house, "lain", person=72)
    asks(house, "lain", person=73)
    desk = officer(house).says("/tiket").taps("button.saring").taps("button.jenis_lain").taps("button.ambil")
    number = ticket_queue.held_by(house.session, OFFICER)[0].number
    desk.says(f"/tiket {number}").hears("ask.tiket").taps("button.selesai").says("Sudah kami jelaskan.")
    desk.hears("ask.beres").taps("button.meja").sees("Menunggu (lain-lain): 1")


def test_handing_over_tells_the_other_officer_and_the_worker(house: House) -> None:
    """The one who gave it sees nothing of it any more."""
    desk, other = holding(house), officer(house, SECOND)
    desk.taps("button.serahkan").hears("ask.kepada").taps("button.petugas", "502").hears("ask.beres")
    desk.sees("sudah diserahkan")
    worker(house).was_told("say.petugas_lain")
    other.was_told("say.diserahkan")
    number = tickets.of_person(house.session, WORKER)[0].number
    other.says(f"/tiket {number}").hears("ask.tiket")
    desk.says(f"/tiket {number}").hears("error.tiket_diambil")


def test_nobody_is_there_to_hand_it_to(house: House) -> None:
    """The only officer keeps it."""
    holding(house).taps("button.serahkan").sees("Belum ada petugas helpdesk lain").taps("button.ke_tiket").hears(
        "ask.tiket"
    )


def test_somebody_who_left_the_helpdesk_gets_no_ticket(house: House) -> None:
    """Between the list and the tap."""
    officer(house, SECOND)
    desk = holding(house).taps("button.serahkan")
    dismisses(house.session, SECOND)
    desk.taps("button.petugas").hears("error.bukan_pegangan")
    assert ticket_queue.held_by(house.session, OFFICER)


def test_a_ticket_put_back_waits_for_whoever_comes(house: House) -> None:
    """At the place that its age gives it; the worker hears it."""
    desk = holding(house)
    house.waits(timedelta(hours=1))
    asks(house, "lain", person=72)
    desk.taps("button.lepas").hears("ask.beres").sees("kembali ke antrean")
    worker(house).was_told("say.dilepas")
    desk.taps("button.meja").taps("button.ambil").sees("tidak sesuai")


def test_back_from_a_ticket_is_the_queue(house: House) -> None:
    """Ambil then takes the next one, and not the same once more."""
    asks(house, "lain", person=72)
    asks(house, "lain", person=73)
    desk = officer(house).says("/tiket").taps("button.ambil").says("/kembali").hears("ask.antrean").taps("button.ambil")
    desk.hears("ask.tiket")
    assert len(ticket_queue.held_by(house.session, OFFICER)) == 2


@pytest.mark.parametrize("command", ["/tiket", "/tiket 1", "/tiket *:*", "/angka", "/angka xlsx", "/persetujuan"])
@pytest.mark.parametrize("role", ["", "admin", "operator", "verifier", "pusat"])
def test_nobody_but_the_helpdesk_sees_anything(house: House, command: str, role: str) -> None:
    """Whatever role they have, and whatever they type."""
    asks(house)
    chat = Chat(house, 900)
    if role:
        house.session.add(Staff(person=900, role=role, instansi_id=house.opens().id, granted_at=house.now))
        house.session.flush()
    chat.says(command).hears("ask.bukan_petugas").sees_not("T-0", "3201")


def test_the_figures_are_the_helpdesks(house: House) -> None:
    """A picture, and the sheet behind its button."""
    chat = officer(house).says("/angka").hears("say.angka").taps("button.angka_xlsx").hears("say.angka_xlsx")
    chat.says("/persetujuan").hears("say.tanpa_permintaan")


@pytest.mark.parametrize(
    ("button", "code"), [("button.ambil", "error.bukan_petugas"), ("button.muat_ulang", "ask.bukan_petugas")]
)
def test_a_dismissed_officer_takes_nothing(house: House, button: str, code: str) -> None:
    """The desk was still open."""
    number = asks(house)
    desk = officer(house).says("/tiket")
    dismisses(house.session, OFFICER)
    desk.taps(button).hears(code)
    assert holder(house, number) is None


ACTS = ("identitas", "pesan", "balas", "eskalasi", "koreksi", "akun", "serahkan", "lepas", "selesai")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("how", ["dismissed", "lost"])
def test_who_does_not_hold_it_does_nothing_with_it(house: House, act: str, how: str) -> None:
    """An officer dismissed meanwhile, or whose ticket went to another one, hears that and no word of the ticket."""
    house.registers(SARI)
    desk = holding(house, words="Rahasia saya")
    number = tickets.of_person(house.session, WORKER)[0].number
    if how == "dismissed":
        dismisses(house.session, OFFICER)
    else:
        officer(house, SECOND)
        ticket_queue.hand_over(house.session, house.vault, number, OFFICER, SECOND, house.now)
    desk.taps(f"button.{act}")
    while "error.bukan_pegangan" not in desk.codes:
        assert desk.screen is not None
        if desk.screen.text == "ask.nilai":
            desk.says("3201010101010002")
        else:
            desk.taps_data(desk.buttons[0].data)
    desk.hears("error.bukan_pegangan").sees_not("Rahasia", "3201014703900001")
    assert house.told == {}
