"""Drafts go along when an account is opened from another Telegram user."""

from sqlmodel import select

from storage import conversations
from storage.conversations import Draft
from storage.handover import hand_over
from storage.models.turns import ConversationRow
from tests.house import House

OLD, NEW, ELSE = 71, 72, 73


def save(house: House, *drafts: Draft) -> None:
    conversations.save(house.session, house.vault, drafts)


def lying(house: House) -> set[Draft]:
    """All drafts, opened by whom they belong to."""
    assert house.session.exec(select(ConversationRow.person)).all()
    found = conversations.load(house.session, house.vault, [OLD, NEW, ELSE])
    return {draft for drafts in found.values() for draft in drafts}


def test_drafts_of_the_account_go_to_the_new_person(house: House) -> None:
    """Rewritten, over those that were there, not as what the new person is doing now; all others stay as they are."""
    stay = Draft(OLD, "daftar", active=True, body=b"a"), Draft(ELSE, "biodata", active=True, body=b"b")
    login = Draft(NEW, "masuk", active=True, body=b"c")
    save(house, *stay, login, Draft(OLD, "biodata", active=False, body=b"d"), Draft(OLD, "riwayat", True, b"e"))
    save(house, Draft(NEW, "biodata", active=False, body=b"old"), Draft(NEW, "dokumen", active=False, body=b"old"))
    hand_over(house.session, house.vault, ("dokumen", "biodata", "riwayat"), OLD, NEW, bytes.upper)
    moved = Draft(NEW, "biodata", active=False, body=b"D"), Draft(NEW, "riwayat", active=False, body=b"E")
    assert lying(house) == {*stay, login, *moved}


def test_whoever_hands_over_to_themselves_keeps_all(house: House) -> None:
    """The same Telegram user opened the account again."""
    draft = Draft(OLD, "biodata", active=True, body=b"d")
    save(house, draft)
    hand_over(house.session, house.vault, ["biodata"], OLD, OLD, bytes.upper)
    assert lying(house) == {draft}


def test_nothing_to_hand_over_is_no_trouble(house: House) -> None:
    """The new person then has no draft of it either: what they had belongs to no account that is open."""
    save(house, Draft(NEW, "biodata", active=False, body=b"old"), Draft(NEW, "masuk", active=True, body=b"c"))
    hand_over(house.session, house.vault, ["biodata"], OLD, NEW, bytes.upper)
    assert lying(house) == {Draft(NEW, "masuk", active=True, body=b"c")}
