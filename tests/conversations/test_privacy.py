"""`/privasi`: what is stored, who looked, a copy of it all, and taking the consent back."""

from datetime import timedelta

from sqlmodel import select

from storage import audit, staff
from storage.models.audit import AuditRow
from storage.staff import Role
from tests.chat import Chat
from tests.house import DINAS, KNOWN, SARI, House

ADMIN = 500


def made(house: House) -> Chat:
    """Sari with her account open, and an admin of her instansi."""
    house.registers(SARI, **KNOWN)
    code = staff.invite(house.session, house.vault, Role("admin", house.opens(DINAS).id), house.now)
    staff.redeem(house.session, house.vault, ADMIN, code, house.now)
    return Chat(house).logs_in()


def looks(house: House, role: str, times: int = 1) -> None:
    """Somebody of the staff looks at Sari's data."""
    (account,) = house.accounts()
    for _ in range(times):
        audit.record(house.session, house.vault, audit.Entry(600, "lihat", account.id, {}, role), house.now)


def printed(house: House) -> list[str]:
    """What was done, by the trail."""
    return list(house.session.exec(select(AuditRow.action)))


def test_a_newcomer_reads_what_would_be_stored(chat: Chat) -> None:
    """There is nothing to download, to take back or to erase yet."""
    chat.says("/privasi").hears("say.privasi").sees("terenkripsi", "Siapa yang melihat", "Belum ada petugas")
    assert chat.buttons == []
    chat.says("/privasi data").hears("say.masuk_dulu").has_buttons("button.masuk")


def test_who_looked_is_told_by_office(house: House) -> None:
    """The latest looks, with their time; nobody's name."""
    sari = made(house).says("/privasi").sees("Belum ada petugas yang melihat")
    looks(house, "verifier")
    house.waits(timedelta(minutes=5))
    looks(house, "helpdesk")
    sari.says("/privasi").sees("10.00 WIB: verifikator instansi", "10.05 WIB: petugas helpdesk").sees_not("600")
    looks(house, "admin", 12)
    sari.says("/privasi").sees("admin instansi").sees_not("verifikator instansi:")
    assert "\n".join(sari.words).count("WIB: ") == 10


def test_a_look_before_the_account_existed_is_told(house: House) -> None:
    """It was recorded about the worker; and whatever the owner does since, no look is pushed out."""
    sari = made(house)
    (account,) = house.accounts()
    look = audit.Entry(600, "lihat", account.worker_id, {}, "admin")
    audit.record(house.session, house.vault, look, house.now)
    for _ in range(501):
        entry = audit.Entry(sari.person, "biodata", account.id, {}, "worker")
        audit.record(house.session, house.vault, entry, house.now)
    sari.says("/privasi").sees("10.00 WIB: admin instansi")


def test_the_owner_reads_it_without_logging_in(house: House) -> None:
    """On the Telegram that made the account; a copy wants the password."""
    sari = made(house).says("/keluar")
    looks(house, "operator")
    sari.says("/privasi").sees("operator instansi").taps("button.data").hears("say.masuk_dulu").taps("button.masuk")
    sari.says(SARI.password).says("/privasi").taps("button.data").hears("say.data")
    assert printed(house).count("data.salin") == 1


def test_whoever_has_the_account_open_elsewhere_reads_its_looks(house: House) -> None:
    """By the session, not by the Telegram that made it."""
    made(house)
    looks(house, "pusat")
    Chat(house, 72).logs_in().says("/privasi").sees("petugas pusat").has_buttons("button.data", "button.tarik")


# -- taking the consent back -------------------------------------------------------------------------------------------


def test_a_second_thought_changes_nothing(house: House) -> None:
    """What would happen is said before it does, and Tidak jadi leads back."""
    sari = made(house).says("/privasi").taps("button.tarik").hears("say.tarik").sees("dihapus", "diberi tahu")
    sari.taps("button.tarik_tidak").hears("say.privasi").says("/masuk").hears("say.menu")
    assert len(house.accounts()) == 1


def test_the_owner_hears_when_consent_is_withdrawn_elsewhere(house: House) -> None:
    """Whoever knows the password could erase everything behind the owner's back."""
    sari = made(house)
    Chat(house, 88).logs_in().says("/privasi tarik-ya").hears("say.ditarik")
    sari.was_told("say.dibuka_di_tempat_lain", "say.ditarik_di_tempat_lain")


def test_before_finalisasi_everything_goes(house: House) -> None:
    """Record, files and the half-written draft; cards are revoked, admins told, and one may begin anew."""
    sari = made(house).goes_to("ask.dokumen").taps("button.ganti_ijazah").sends_photo().hears("offer.berkas_foto")
    sari.says("/privasi").taps("button.tarik").taps("button.tarik_ya").hears("say.ditarik")
    assert house.accounts() == []
    assert house.files.kept == {}
    assert sari.states() == {}
    Chat(house, ADMIN).was_told("say.ditarik_admin").sees("Sari Wulandari", "NA-", "1 September 2022 pukul 10.00 WIB")
    sari.says("/status").hears("say.kosong").says("/privasi tarik-ya").hears("say.masuk_dulu")
    sari.says("/masuk").hears("ask.nik").says("/daftar").goes_to("ask.selesai").logs_in().hears("ask.ijazah")


def test_after_finalisasi_the_record_is_only_marked(house: House) -> None:
    """It stays as the instansi answered for it, and is processed no more; once is enough."""
    sari = made(house)
    house.finalises()
    sari.says("/privasi").taps("button.tarik").hears("say.tarik_final").taps("button.tarik_ya").hears(
        "say.ditarik_final"
    )
    Chat(house, ADMIN).was_told("say.ditarik_admin")
    assert [account.withdrawn_at for account in house.accounts()] == [house.now]
    assert house.discarded == []
    sari.says("/masuk").says(SARI.password).hears("say.ditarik").says("/start").hears("say.menu_account")
    house.waits(timedelta(minutes=1))
    sari.says("/privasi tarik").hears("say.ditarik_final").says("/privasi tarik-ya").hears("say.ditarik_final")
    assert "button.tarik" not in [button.code for button in sari.says("/privasi").buttons]
    Chat(house, ADMIN).was_told()
    assert house.accounts()[0].withdrawn_at == house.now - timedelta(minutes=1)
