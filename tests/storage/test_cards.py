"""Printed cards: the same again is the same card, and an old one is known for what it is."""

from sqlmodel import select

from storage import cards
from storage.models.cards import Card
from tests.storage.worker_desk import Desk

FACTS = "Sari Wulandari 3201014703900001"


def issue(desk: Desk, facts: str | bytes = FACTS, kind: str = "akun") -> int:
    return cards.issue(desk.session, desk.vault, desk.account, kind, facts, desk.now)


def judge(desk: Desk, card: int) -> str:
    return cards.judge(desk.session, card).verdict


def test_a_card_is_genuine_and_its_owners(desk: Desk) -> None:
    """One that was never printed is unknown."""
    assert cards.judge(desk.session, issue(desk)) == ("genuine", "akun", desk.account)
    assert cards.judge(desk.session, 5) == ("unknown", "", 0)


def test_the_same_on_it_makes_the_same_card(desk: Desk, other: Desk) -> None:
    """Of this account and of this kind; as text or as bytes."""
    first = issue(desk)
    assert issue(desk) == issue(desk, FACTS.encode()) == first
    assert len({first, issue(desk, kind="pendataan"), issue(other)}) == 3
    assert judge(desk, first) == "genuine"


def test_a_newer_card_replaces_the_older(desk: Desk) -> None:
    """Also one that says again what an older one said."""
    first, second = issue(desk), issue(desk, "lain")
    assert (judge(desk, first), judge(desk, second)) == ("replaced", "genuine")
    third = issue(desk)
    assert [judge(desk, card) for card in (first, second, third)] == ["replaced", "replaced", "genuine"]


def test_a_revoked_card_stays_so(desk: Desk) -> None:
    """The next one is new, whatever it says; the other kind and other people's are not meant."""
    first, of_pendataan = issue(desk), issue(desk, kind="pendataan")
    cards.revoke(desk.session, desk.account, "akun", desk.now)
    assert (judge(desk, first), judge(desk, of_pendataan)) == ("revoked", "genuine")
    second = issue(desk)
    assert second != first
    assert (judge(desk, first), judge(desk, second)) == ("revoked", "genuine")


def test_what_stands_on_a_card_cannot_be_guessed_from_its_fingerprint(desk: Desk, other: Desk) -> None:
    """Neither without the key, nor by the card of somebody else."""
    issue(desk)
    issue(other)
    one, another = desk.session.exec(select(Card.fingerprint)).all()
    assert one != another


def test_printing_again_costs_one_statement(desk: Desk) -> None:
    """Two for a new card."""
    with desk.counts() as new:
        issue(desk)
    with desk.counts() as again:
        issue(desk)
    assert (new.number, again.number) == (2, 1)
