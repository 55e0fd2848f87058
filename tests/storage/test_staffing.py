"""Giving and taking roles: by whom, to whom, what ends with them, and what the trail says."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import audit, permits, staff, staffing, ticket_queue
from storage.models.staff import Invite, Staff
from storage.models.verification import Verification
from storage.permits import NATIONWIDE, NotAllowedError
from storage.staff import InviteError, Role
from storage.staffing import LastOneError, NotStaffError
from tests.house import SARI, House
from tests.storage.officers import ADMIN, OFFICER, PUSAT, SECOND, names, taken, texts

RINA, BUDI = 801, 802


@pytest.fixture
def dinas(house: House) -> int:
    """Give an instansi with an admin, and somebody of pusat."""
    instansi = house.opens().id
    names(house.session, ADMIN, "admin", instansi)
    names(house.session, PUSAT, "pusat")
    return instansi


def comes(house: House, by: int, role: Role, person: int, label: str = "Bu Rina, TU") -> str:
    """Somebody is invited, and uses the invite."""
    code = staffing.invite(house.session, house.vault, by, role, label, house.now)
    assert staff.redeem(house.session, house.vault, person, code, house.now) == role
    return code


def recorded(house: House) -> list[tuple[int, str, str]]:
    """Who did what to whom by which label, oldest first."""
    seen = audit.of_subject(house.session, house.vault, [0], 100)
    return [(one.actor, one.action, one.body.get("label", "")) for one in seen if one.action.startswith("staf.")]


def test_a_label_comes_along_with_the_role(house: House, dinas: int) -> None:
    """Whom the admin invited is shown by the admin's own words, which nobody reads in the database."""
    comes(house, ADMIN, Role("operator", dinas), RINA)
    shown = staffing.team(house.session, house.vault, ADMIN, dinas)
    assert [(one.person, one.role.role, one.label) for one in shown] == [
        (ADMIN, "admin", ""),
        (RINA, "operator", "Bu Rina, TU"),
    ]
    assert b"Rina" not in texts(house.session, Staff) + texts(house.session, Invite)
    assert recorded(house) == [(ADMIN, "staf.undang", "Bu Rina, TU"), (RINA, "staf.masuk", "Bu Rina, TU")]


@pytest.mark.parametrize(
    ("by", "role", "here"),
    [
        (ADMIN, "helpdesk", False),
        (ADMIN, "pusat", False),
        (ADMIN, "helpdesk", True),
        (PUSAT, "operator", True),
        (PUSAT, "verifier", True),
        (PUSAT, "admin", False),
        (OFFICER, "operator", True),
        (RINA, "admin", True),
    ],
)
def test_whoever_may_not_invite_makes_no_invite(house: House, dinas: int, by: int, role: str, here: bool) -> None:  # noqa: FBT001 - a cell of the table
    """An admin invites to their own instansi, pusat to the nation's roles and as admin; others to nothing."""
    names(house.session, OFFICER)
    with pytest.raises(NotAllowedError):
        staffing.invite(house.session, house.vault, by, Role(role, dinas if here else NATIONWIDE), "X", house.now)
    assert house.session.exec(select(Invite)).all() == []


def test_an_admin_gives_nothing_away_elsewhere(house: House, dinas: int) -> None:
    """Neither invites nor looks nor takes a role at another instansi."""
    other = house.opens("DINKES", "Dinas Kesehatan Contoh").id
    names(house.session, RINA, "admin", other)
    with pytest.raises(NotAllowedError):
        staffing.invite(house.session, house.vault, ADMIN, Role("operator", other), "X", house.now)
    with pytest.raises(NotAllowedError):
        staffing.team(house.session, house.vault, ADMIN, other)
    with pytest.raises(NotAllowedError):
        staffing.open_invites(house.session, house.vault, ADMIN, NATIONWIDE, house.now)
    with pytest.raises(NotAllowedError):
        staffing.end(house.session, house.vault, ADMIN, RINA, Role("admin", other), house.now)
    assert dinas != other


def test_an_open_invite_is_seen_and_taken_back(house: House, dinas: int) -> None:
    """Until it is used or too old; afterwards its code is unknown."""
    session, vault = house.session, house.vault
    code = staffing.invite(session, vault, ADMIN, Role("verifier", dinas), "Pak Budi", house.now)
    staffing.invite(session, vault, PUSAT, Role("helpdesk", NATIONWIDE), "Meja 1", house.now)
    (shown,) = staffing.open_invites(session, vault, ADMIN, dinas, house.now)
    assert (shown.label, shown.role.role, shown.until) == ("Pak Budi", "verifier", house.now + timedelta(hours=72))
    assert code not in shown.ref
    assert staffing.open_invites(session, vault, ADMIN, dinas, house.now + timedelta(hours=72)) == []
    assert staffing.open_invites(session, vault, PUSAT, dinas, house.now) == []
    with pytest.raises(NotStaffError):
        staffing.withdraw_invite(session, vault, PUSAT, dinas, shown.ref, house.now)
    staffing.withdraw_invite(session, vault, ADMIN, dinas, shown.ref, house.now)
    with pytest.raises(InviteError, match="invite_unknown"):
        staff.redeem(session, vault, BUDI, code, house.now)
    with pytest.raises(NotStaffError):
        staffing.withdraw_invite(session, vault, ADMIN, dinas, shown.ref, house.now)
    assert recorded(house)[-1] == (ADMIN, "staf.batal_undang", "Pak Budi")


def test_a_role_ends_at_once(house: House, dinas: int) -> None:
    """The permission is gone in the same transaction, and the same link does not bring it back."""
    code = comes(house, ADMIN, Role("operator", dinas), RINA)
    assert permits.may(house.session, RINA, dinas, "impor")
    staffing.end(house.session, house.vault, ADMIN, RINA, Role("operator", dinas), house.now)
    assert not permits.may(house.session, RINA, dinas, "impor")
    with pytest.raises(InviteError, match="invite_ended"):
        staff.redeem(house.session, house.vault, RINA, code, house.now)
    with pytest.raises(NotStaffError):
        staffing.end(house.session, house.vault, ADMIN, RINA, Role("operator", dinas), house.now)
    assert recorded(house)[-1] == (ADMIN, "staf.cabut", "Bu Rina, TU")


def test_one_role_of_several_ends(house: House, dinas: int) -> None:
    """The others stay."""
    comes(house, ADMIN, Role("operator", dinas), RINA)
    comes(house, ADMIN, Role("verifier", dinas), RINA)
    staffing.end(house.session, house.vault, ADMIN, RINA, Role("operator", dinas), house.now)
    assert staff.roles_of(house.session, RINA) == [Role("verifier", dinas)]


def test_an_instansi_keeps_an_admin_unless_pusat_says_otherwise(house: House, dinas: int) -> None:
    """The last one goes by nobody's hand but pusat's; one of two goes by the other's, or their own."""
    last = Role("admin", dinas)
    with pytest.raises(LastOneError):
        staffing.end(house.session, house.vault, ADMIN, ADMIN, last, house.now)
    comes(house, ADMIN, last, RINA)
    staffing.end(house.session, house.vault, ADMIN, ADMIN, last, house.now)
    assert staff.admins_of(house.session, dinas) == [RINA]
    staffing.end(house.session, house.vault, PUSAT, RINA, last, house.now)
    assert staff.admins_of(house.session, dinas) == []


def test_pusat_never_runs_out(house: House, dinas: int) -> None:
    """The last one stays, even by their own hand."""
    national = Role("pusat", NATIONWIDE)
    with pytest.raises(LastOneError):
        staffing.end(house.session, house.vault, PUSAT, PUSAT, national, house.now)
    comes(house, PUSAT, national, RINA, "Pak Joko")
    staffing.end(house.session, house.vault, PUSAT, PUSAT, national, house.now)
    assert not permits.may(house.session, PUSAT, dinas, "pusat_undang")


@pytest.mark.parametrize(("role", "as_admin"), [("admin", True), ("pusat", False)])
def test_whoever_goes_leaves_no_way_back_in(house: House, dinas: int, role: str, as_admin: bool) -> None:  # noqa: FBT001 - a cell of the table
    """The open invites of somebody who invites no more are worth nothing; another's are."""
    where = dinas if as_admin else NATIONWIDE
    by = ADMIN if as_admin else PUSAT
    comes(house, by, Role(role, where), RINA)
    kept = staffing.invite(house.session, house.vault, by, Role(role, where), "Orang lain", house.now)
    hidden = staffing.invite(house.session, house.vault, RINA, Role(role, where), "Saya sendiri", house.now)
    staffing.end(house.session, house.vault, by, RINA, Role(role, where), house.now)
    with pytest.raises(InviteError, match="invite_unknown"):
        staff.redeem(house.session, house.vault, RINA, hidden, house.now)
    assert staff.redeem(house.session, house.vault, BUDI, kept, house.now) == Role(role, where)


def test_a_verifiers_cards_go_back(house: House, dinas: int) -> None:
    """Somebody else can hold them at once; those of another verifier stay."""
    worker = house.registers(SARI, status="selesai")
    comes(house, ADMIN, Role("verifier", dinas), RINA)
    until = house.now + timedelta(minutes=10)
    house.session.add(Verification(worker_id=worker.id, instansi_id=dinas, verifier=RINA, held_until=until))
    house.session.flush()
    ended = staffing.end(house.session, house.vault, ADMIN, RINA, Role("verifier", dinas), house.now)
    house.session.expire_all()
    card = house.session.exec(select(Verification)).one()
    assert (ended.cards, card.verifier, card.held_until) == (1, None, None)


def test_an_officers_tickets_go_back(house: House, dinas: int) -> None:
    """They wait in the queue for another officer, and are told of to whoever ended the role."""
    number = taken(house)
    ended = staffing.end(house.session, house.vault, PUSAT, OFFICER, Role("helpdesk", NATIONWIDE), house.now)
    assert [ticket.number for ticket in ended.tickets] == [number]
    assert [ticket.number for ticket in ticket_queue.queue(house.session)] == [number]
    assert ticket_queue.take(house.session, house.vault, number, names(house.session, SECOND), house.now)
    assert dinas


def test_an_invite_is_for_whoever_comes_first(house: House, dinas: int) -> None:
    """Whoever comes second is told so, and has no role."""
    code = comes(house, ADMIN, Role("operator", dinas), RINA)
    with pytest.raises(InviteError, match="invite_used"):
        staff.redeem(house.session, house.vault, BUDI, code, house.now)
    assert staff.roles_of(house.session, BUDI) == []
