"""`/staf`: an admin sees who works for the instansi, invites by a name of their own, and takes roles away."""

import re
from datetime import timedelta

from sqlmodel import col, select

from storage import staff, staffing
from storage.models.staff import Invite
from storage.models.turns import ConversationRow
from storage.models.verification import Verification
from storage.staff import Role
from tests.chat import Chat
from tests.conversations.test_instansi_desk import works
from tests.house import DINAS, DINAS_NAME, SARI, House

ADMIN, RINA, BUDI = 501, 801, 802


def code_told(chat: Chat) -> str:
    """The code in the invite that the last turn made."""
    found = re.search(r"t\.me/ContohBot\?start=(\w{16})", "\n".join(chat.words))
    assert found, chat.words
    return found.group(1)


def invites(admin: Chat, role: str = "operator", label: str = "Bu Rina, TU") -> str:
    """An admin invites somebody; the code."""
    admin.says("/staf").taps("button.staf_undang").hears("ask.peran").taps(f"button.peran_{role}").hears("ask.nama")
    admin.says(label).hears("ask.beres").was_told("say.undangan")
    return code_told(admin)


def joins(house: House, code: str, person: int = RINA) -> Chat:
    """Somebody opens the invite's link."""
    return Chat(house, person).says(f"/start {code}").hears("say.invite_redeemed")


def test_the_list_tells_who_works_here(house: House) -> None:
    """Oneself, others by the admin's own words, and who is invited until when."""
    admin = works(house, "admin").says("/instansi").taps("button.staf").hears("ask.tindakan")
    admin.sees(f"Staf {DINAS_NAME}", "Anda: admin, sejak 1 September 2022")
    joins(house, invites(admin))
    invites(admin, "verifier", "Pak Budi")
    admin.taps("button.staf_daftar").hears("ask.tindakan").sees("Bu Rina, TU: operator, sejak 1 September 2022")
    admin.sees("Pak Budi: diundang sebagai verifikator, berlaku sampai 4 September 2022 pukul 10.00 WIB")


def test_an_invite_is_ready_to_be_forwarded(house: House) -> None:
    """A message of its own: as what, the link, the command, until when; the code lies nowhere else."""
    admin = works(house, "admin")
    code = invites(admin, "verifier")
    admin.sees(f"verifikator {DINAS_NAME}", f"/undangan {code}", "sampai 4 September 2022 pukul 10.00 WIB")
    assert "beres" not in admin.states()
    kept = house.session.exec(select(ConversationRow).where(col(ConversationRow.person) == ADMIN)).all()
    assert all(code.encode() not in row.body for row in kept)
    assert joins(house, code).menu == ("verifier",)


def test_a_label_is_some_words(house: House) -> None:
    """Too short or too long a one is asked for again."""
    admin = works(house, "admin").says("/staf").taps("button.staf_undang").taps("button.peran_admin")
    admin.says("R").hears("error.text_too_short").says("R" * 41).hears("error.text_too_long")
    admin.says("Bu Rina").hears("ask.beres").sees("Undangan siap: admin")


def test_an_invite_is_taken_back(house: House) -> None:
    """Whoever opens it then is told that it is unknown; one that was just used cannot be."""
    admin = works(house, "admin")
    code = invites(admin)
    admin.taps("button.staf_daftar").taps("button.staf_undangan", "Bu Rina").hears("ask.batalkan")
    admin.taps("button.staf_batalkan").hears("ask.beres").sees("dibatalkan")
    Chat(house, RINA).says(f"/start {code}").hears("say.invite_unknown")
    code = invites(admin, label="Pak Budi")
    admin.taps("button.staf_daftar").taps("button.staf_undangan", "Pak Budi")
    joins(house, code, BUDI)
    admin.taps("button.staf_batalkan").hears("error.undangan_berubah", "ask.batalkan")
    admin.taps("button.staf_kembali").hears("ask.tindakan").sees("Pak Budi: operator")


def test_a_role_is_taken_away_at_once(house: House) -> None:
    """The person is told, their menu follows, and what they were about to do is refused at their next word."""
    admin = works(house, "admin")
    rina = joins(house, invites(admin, "admin"))
    rina.says("/staf").taps("button.staf_undang").hears("ask.peran")
    admin.taps("button.staf_daftar").taps("button.staf_orang", "Bu Rina").hears("ask.cabut").sees("ketik CABUT")
    admin.says("ya").hears("error.ketik_cabut").says("cabut").hears("ask.beres").sees("sudah dicabut", "sekarang juga")
    rina.was_told("say.dicabut").sees(f"admin {DINAS_NAME}")
    assert house.menus[RINA] == ()
    rina.taps("button.peran_operator").hears("say.bukan_tugas").hears_not("ask.nama")
    assert "staf" not in rina.states()
    rina.says("/staf").hears("say.bukan_tugas")


def test_an_operator_goes_by_a_tap(house: House) -> None:
    """Only roles on which others depend want the word; another role of the same person stays."""
    admin = works(house, "admin")
    joins(house, invites(admin))
    joins(house, invites(admin, "verifier", "Bu Rina, TU"))
    admin.taps("button.staf_daftar").taps("button.staf_orang", "(operator)").hears("ask.cabut").sees_not("CABUT")
    admin.says("cabut").hears("error.want_button").taps("button.staf_cabut").hears("ask.beres")
    assert house.menus[RINA] == ("verifier",)
    assert staff.roles_of(house.session, RINA) == [Role("verifier", house.opens().id)]


def test_a_verifiers_cards_are_told_of(house: House) -> None:
    """They wait for another verifier."""
    admin = works(house, "admin")
    joins(house, invites(admin, "verifier"))
    worker = house.registers(SARI, status="selesai")
    held = Verification(worker_id=worker.id, instansi_id=worker.instansi_id, verifier=RINA, held_until=house.now)
    house.session.add(held)
    house.session.flush()
    admin.taps("button.staf_daftar").taps("button.staf_orang", "Bu Rina").taps("button.staf_cabut").hears("ask.beres")
    admin.sees("1 pekerjaan yang dipegangnya kembali")


def test_the_last_admin_stays(house: House) -> None:
    """By nobody's word; once there is another one, anybody may go, oneself too."""
    admin = works(house, "admin").says("/staf").taps("button.staf_orang", "Anda").says("CABUT")
    admin.hears("error.peran_terakhir").taps("button.staf_kembali")
    joins(house, invites(admin, "admin"))
    admin.taps("button.staf_daftar").taps("button.staf_orang", "Anda").says("CABUT").hears("ask.beres").was_told()
    assert house.menus[ADMIN] == ()
    admin.taps("button.staf_daftar").hears("say.bukan_tugas")
    Chat(house, RINA).says("/staf").taps("button.staf_orang", "Anda").says("CABUT").hears("error.peran_terakhir")


def test_two_admins_end_the_same_role(house: House) -> None:
    """The second one is told that it had ended."""
    admin = works(house, "admin")
    other = works(house, "admin", person=502)
    joins(house, invites(admin))
    for one in (admin, other):
        one.says("/staf").taps("button.staf_orang", "Bu Rina")
    admin.taps("button.staf_cabut").hears("ask.beres")
    other.taps("button.staf_cabut").hears("error.peran_berubah").taps("button.staf_kembali").sees_not("Bu Rina")


def test_a_long_list_has_pages(house: House) -> None:
    """Nobody is out of reach."""
    admin = works(house, "admin")
    for number in range(14):
        staff.redeem(house.session, house.vault, 900 + number, _invited(house, f"Orang ke-{number}"), house.now)
    admin.says("/staf").sees("Orang ke-10:").sees_not("Orang ke-11:").taps("button.staf_lainnya", "3").sees(
        "Orang ke-13"
    )
    admin.taps("button.staf_orang", "Orang ke-13").taps("button.staf_cabut").hears("ask.beres").sees("Orang ke-13")
    admin.says("/staf +9999").hears("ask.tindakan").sees("Belum ada siapa pun").says("/staf +x").sees("Anda: admin")


def _invited(house: House, label: str) -> str:
    role = Role("operator", house.opens(DINAS).id)
    return staffing.invite(house.session, house.vault, ADMIN, role, label, house.now)


def test_an_old_invite_is_not_shown(house: House) -> None:
    """After 72 hours it is worth nothing."""
    admin = works(house, "admin")
    invites(admin)
    admin.waits(timedelta(hours=72)).says("/staf").hears("ask.tindakan").sees_not("Bu Rina")
    assert len(house.session.exec(select(Invite)).all()) == 1


def test_whoever_is_no_admin_hears_what_everybody_hears(house: House) -> None:
    """An operator, a verifier, a worker."""
    for role, person in (("operator", 601), ("verifier", 602)):
        works(house, role, person=person).says("/staf").hears("say.bukan_tugas")
    Chat(house, 77).says("/staf").hears("say.bukan_tugas")
