"""The commands that everybody has: menu, help, status, card, invites, and groups."""

from datetime import timedelta

import pytest

from bot.gateway import updates
from bot.gateway.translate import translate
from bot.rules.seal import CARD_KEY, seal
from storage import requests, staff
from storage.staff import Role
from tests.chat import Chat
from tests.house import DINAS_NAME, House


def test_a_newcomer_is_shown_the_way(chat: Chat) -> None:
    """/start says what the bot is for and begins."""
    chat.says("/start").hears("say.menu_new").sees("Tidak dipungut biaya")
    chat.taps("button.daftar").hears("ask.persetujuan")


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("/bantuan", "say.help"),
        ("/status", "say.status_empty"),
        ("/privasi", "say.privacy"),
        ("/kartu", "say.no_card"),
        ("/masuk", "say.login_without_account"),
        ("/terbang", "say.unknown_command"),
        ("/undangan", "say.invite_how"),
        ("/START@pendataan_bot", "say.menu_new"),
    ],
)
def test_commands_answer_a_newcomer(chat: Chat, command: str, heard: str) -> None:
    """Each has its words, and the way into the conversation stays open."""
    chat.says(command).hears(heard).says("/daftar").hears("ask.persetujuan")


@pytest.mark.parametrize("command", ["/bantuan", "/status", "/privasi", "/kartu", "/masuk", "/terbang"])
def test_commands_do_not_disturb_a_conversation(sari: Chat, command: str) -> None:
    """The question stays, and its answer counts."""
    sari.goes_to("ask.nama").says(command).answers().hears("ask.tempat_lahir")


def test_help_leads_on(sari: Chat) -> None:
    """To a new account, or to where one was; its telephone numbers are Dukcapil's."""
    sari.says("/bantuan").sees("1500537", "08118005373").has_buttons("button.daftar")
    sari.goes_to("ask.nama").says("/bantuan").taps("button.lanjutkan_langkah").hears("ask.nama")


def test_status_tells_of_a_draft(sari: Chat) -> None:
    """And its button goes on with it."""
    sari.goes_to("ask.nama").says("/status").hears("say.status").sees("belum selesai")
    sari.taps("button.lanjutkan_langkah").hears("ask.nama")


def test_status_fits_one_message_however_much_was_asked(chat: Chat, house: House) -> None:
    """Of many requests the latest are told."""
    for number in range(100):
        requests.watch(house.session, house.vault, chat.person, f"3201014703900{number:03d}", house.now)
    chat.says("/status").hears("say.status").sees("P-000100").sees_not("P-000001")
    assert len(chat.words[0]) < 4096


def test_whoever_has_an_account_is_greeted_with_it(sari: Chat) -> None:
    """Menu, status, card and login know it."""
    sari.goes_to("ask.selesai").says("/start").hears("say.menu_account").sees("Sari Wulandari", "NA-")
    sari.taps("button.status").sees("Akun NA-", "1 September 2022 pukul 10.00 WIB")
    sari.says("/start").taps("button.masuk").hears("say.login_closed").taps("button.kartu").hears("say.card")


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


# -- cards ---------------------------------------------------------------------------------------------------------


def test_a_genuine_card_shows_masked_data(sari: Chat) -> None:
    """Whoever scans it learns enough to compare, and no more."""
    (account,) = sari.goes_to("ask.selesai").house.accounts()
    code = seal(sari.house.vault.derive(CARD_KEY), account.id)
    reader = Chat(sari.house, 99).says(f"/start cek_{code}").hears("say.card_genuine")
    reader.sees(account.nomor_registrasi, "S••• W••••••••", "3201••••••••0001", DINAS_NAME)
    reader.sees_not("Sari", "Wulandari", "3201014703900001")


def test_a_false_card_is_called_so(house: House, chat: Chat) -> None:
    """A code that nobody sealed, one that is none, and one of an account that is not there."""
    unknown = seal(house.vault.derive(CARD_KEY), 12345)
    forged = seal(bytes(32), 12345)
    for code in ("", "x", forged, unknown):
        chat.says(f"/start cek_{code}").hears("say.card_false")


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
