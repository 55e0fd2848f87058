"""The commands that everybody has: menu, help, status, card, invites, and groups."""

from datetime import timedelta

import pytest

from bot.gateway import updates
from bot.gateway.translate import translate
from storage import staff
from storage.staff import Role
from tests.chat import Chat
from tests.house import BUDI, DINAS_NAME, KNOWN, SARI, House


def test_a_newcomer_is_shown_the_way(chat: Chat) -> None:
    """/start says what the bot is for and begins."""
    chat.says("/start").hears("say.menu_new").sees("Tidak dipungut biaya")
    chat.taps("button.daftar").hears("ask.persetujuan")


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("/bantuan", "ask.cari"),
        ("/status", "say.kosong"),
        ("/privasi", "say.privasi"),
        ("/kartu", "say.no_card"),
        ("/masuk", "ask.nik"),
        ("/terbang", "say.unknown_command"),
        ("/undangan", "say.invite_how"),
        ("/START@pendataan_bot", "say.menu_new"),
    ],
)
def test_commands_answer_a_newcomer(chat: Chat, command: str, heard: str) -> None:
    """Each has its words, and the way into the conversation stays open."""
    chat.says(command).hears(heard).says("/daftar").hears("ask.persetujuan")


@pytest.mark.parametrize("command", ["/status", "/privasi", "/kartu", "/keluar", "/terbang"])
def test_commands_do_not_disturb_a_conversation(sari: Chat, command: str) -> None:
    """The question stays, and its answer counts."""
    sari.goes_to("ask.nama").says(command).answers().hears("ask.tempat_lahir")


def test_help_leads_on(sari: Chat) -> None:
    """To a new account, or to where one was; its telephone numbers are Dukcapil's."""
    sari.says("/bantuan").sees("1500537", "08118005373").taps("button.kembali_mengisi").hears("say.menu_new")
    sari.says("/daftar").goes_to("ask.nama").says("/bantuan").taps("button.kembali_mengisi").hears("ask.nama")


def test_status_tells_of_a_draft(sari: Chat) -> None:
    """And its button goes on with it."""
    sari.goes_to("ask.nama").says("/status").hears("say.tanpa_akun").sees("belum selesai")
    sari.taps("button.lanjutkan_daftar").hears("ask.nama")


def test_logging_in_leaves_a_new_account_where_it_was(sari: Chat) -> None:
    """Whoever looks into another account comes back to the same question."""
    sari.goes_to("ask.nama").says("/masuk").hears("ask.nik").says("/batal").hears("say.left").taps("button.masuk")
    sari.hears("ask.nik").says("/daftar").hears("ask.nama").answers().hears("ask.tempat_lahir")


def test_whoever_has_an_account_is_greeted_with_it(sari: Chat) -> None:
    """Menu, status, card and login know it; Masuk comes first."""
    sari.goes_to("ask.selesai").says("/start").hears("say.menu_account").sees("Sari Wulandari", "NA-")
    assert sari.buttons[0].code == "button.masuk"
    sari.taps("button.status").hears("say.status").sees("NA-", "1 September 2022 pukul 10.00 WIB: Anda membuat akun")
    sari.says("/start").taps("button.kartu").hears("say.card").says("/bantuan").hears("ask.cari").taps(
        "button.kembali_mengisi"
    ).taps("button.masuk").hears("ask.password")


def test_both_cards_are_printed_when_there_is_one(house: House) -> None:
    """The Kartu Pendataan comes with the end of the pendataan; from another phone it is that of the open account."""
    house.registers(SARI, **KNOWN)
    sari = (
        Chat(house).logs_in().says("/kartu pendataan").hears("say.no_card_yet").taps("button.masuk").hears("say.menu")
    )
    sari.taps("button.lanjutkan").goes_to("ask.yakin").taps("button.iya").taps("button.cetak_pendataan")
    sari.hears("say.card_pendataan").says("/kartu").hears("say.card").says("/keluar").says("/kartu pendataan")
    sari.hears("say.card_pendataan")
    Chat(house, 72).says("/kartu pendataan").hears("say.no_card").logs_in().says("/kartu pendataan").hears(
        "say.card_pendataan"
    )


def test_an_account_and_another_one_begun(sari: Chat, house: House) -> None:
    """Whoever makes an account for somebody else on the same phone is offered both, inside and outside."""
    house.registers(BUDI)
    sari.goes_to("ask.selesai").says("/daftar").goes_to("ask.nama", BUDI).says("/start").hears("say.menu_account")
    sari.has_buttons("button.masuk", "button.lanjutkan_langkah").taps("button.masuk").says(SARI.password)
    sari.says("/start").hears("say.menu").taps("button.lanjutkan_daftar").hears("ask.nama")


def test_start_inside_shows_the_pages(sari: Chat) -> None:
    """Whoever has their account open goes on from there; the question where they were still takes an answer."""
    sari.logs_in().goes_to("ask.alamat").says("/start").hears("say.menu").sees("Dokumen: sudah lengkap")
    assert sari.buttons[0].label == "Lanjutkan: Biodata, 5 dari 19"
    sari.says("Jl. Melati No. 7, Contoh").hears("ask.status_perkawinan").says("/start").taps("button.lanjutkan_di")
    sari.hears("ask.status_perkawinan")


def test_start_inside_a_record_that_is_locked(sari: Chat, house: House) -> None:
    """There is nothing to fill in any more, but everything to look at; what was not ended has no final page."""
    sari.logs_in()
    house.finalises()
    sari.says("/start").hears("say.menu_account").has_buttons("button.kartu", "button.keluar")
    sari.taps("button.data_saya").hears("say.difinalisasi").hears_not("say.identitas")
    sari.taps("button.lihat_data").hears("say.identitas", "say.masa_kerja", "say.difinalisasi")


@pytest.mark.parametrize("stand", ["ask.ijazah", "ask.agama", "ask.gelar_depan"])
def test_a_page_that_was_left_is_found_again(sari: Chat, stand: str) -> None:
    """/batal keeps the question."""
    sari.logs_in().goes_to(stand).says("/batal").hears("say.left").taps("button.lanjutkan_isi").hears(stand)


def test_other_conversations_that_were_left(sari: Chat) -> None:
    """Each has its way back."""
    sari.says("/lupa").hears("ask.nik").says("/batal").taps("button.lanjutkan_lupa").hears("ask.nik")
    sari.says("/batal").lets_jobs_wait().sends_photo().says("/batal").taps("button.menu").hears("say.menu_new")


# -- invites -------------------------------------------------------------------------------------------------------


def invited(house: House, role: str, *, national: bool = False) -> str:
    """Make an invite's code."""
    return staff.invite(house.session, house.vault, Role(role, 0 if national else house.opens().id), house.now)


@pytest.mark.parametrize(("role", "named"), [("admin", "admin"), ("operator", "operator"), ("verifier", "verifikator")])
def test_an_invite_gives_a_role_at_an_instansi(chat: Chat, role: str, named: str) -> None:
    """By deep link; the menu then greets with it, and Telegram's own menu is set."""
    chat.says(f"/start {invited(chat.house, role)}").hears("say.invite_redeemed").sees(
        f"Anda sekarang {named} {DINAS_NAME}"
    )
    assert chat.menu == (role,)
    chat.says("/start").hears("say.menu_staff").sees(f"{named} {DINAS_NAME}")


@pytest.mark.parametrize(("role", "named"), [("helpdesk", "petugas helpdesk"), ("pusat", "petugas pusat")])
def test_an_invite_gives_a_national_role(chat: Chat, role: str, named: str) -> None:
    """By /undangan, in small letters too."""
    code = invited(chat.house, role, national=True)
    chat.says(f"/undangan {code.lower()}").hears("say.invite_redeemed").sees(f"Anda sekarang {named}")


def test_one_person_may_hold_several_roles(chat: Chat) -> None:
    """The menu lists them; a draft of one's own stays."""
    chat.goes_to("ask.nik").says(f"/start {invited(chat.house, 'admin')}")
    chat.says(f"/start {invited(chat.house, 'helpdesk', national=True)}").says("/start").hears("say.menu_staff")
    chat.sees(f"admin {DINAS_NAME} dan petugas helpdesk").taps("button.lanjutkan_langkah").hears("ask.nik")


@pytest.mark.parametrize(
    ("role", "work"),
    [
        ("helpdesk", "button.meja"),
        *((role, "button.instansi") for role in ("admin", "operator", "verifier")),
        ("pusat", "button.pusat"),
    ],
)
def test_staff_find_their_work_in_the_menu(chat: Chat, role: str, work: str) -> None:
    """Their desk is always there; a decision only while something waits for it."""
    chat.says(f"/start {invited(chat.house, role, national=role in {'helpdesk', 'pusat'})}").says("/start")
    assert chat.buttons[0].code == work
    assert not {"button.koreksi", "button.laporan"} & {button.code for button in chat.buttons}


def test_an_invite_works_once_for_one_person(chat: Chat) -> None:
    """The same person may open it again; somebody else is told whom to ask."""
    code = invited(chat.house, "admin")
    chat.says(f"/start {code}").hears("say.invite_redeemed").says(f"/start {code}").hears("say.invite_redeemed")
    Chat(chat.house, 72).says(f"/start {code}").hears("say.invite_used")
    assert len(staff.roles_of(chat.house.session, chat.person)) == 1


def test_an_invite_lives_72_hours(chat: Chat) -> None:
    """A second before them it works, afterwards no more; a made-up code never does."""
    early, late = invited(chat.house, "admin"), invited(chat.house, "operator")
    chat.waits(timedelta(hours=72, seconds=-1)).says(f"/start {early}").hears("say.invite_redeemed")
    chat.waits(timedelta(seconds=1)).says(f"/start {late}").hears("say.invite_expired")
    chat.says("/start ABCD2345EFGH6789").hears("say.invite_unknown")


# -- groups --------------------------------------------------------------------------------------------------------


def test_a_group_is_answered_once(chat: Chat) -> None:
    """It hears that the bot speaks privately, and then nothing; its messages are nobody's answers."""
    group = Chat(chat.house, -1001)
    message = updates.Message(1, updates.Chat(-1001, "supergroup"), updates.User(chat.person), "/daftar")
    for expected in (["say.group"], [], []):
        translated = translate(updates.Update(0, message))
        assert translated is not None
        assert translated[0] == group.person
        assert group.hears_what(translated[1]).codes == expected
    chat.says("/start").hears("say.menu_new")
