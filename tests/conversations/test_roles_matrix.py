"""Every cell of role × action × instansi: who may, and that whoever may not learns nothing, not even what there is."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import chain, product
from pathlib import Path

import pytest
from sqlmodel import select

from bot.conversations.instansi.names import ACTION
from bot.conversations.reception.commands import HANDLERS
from storage import permits
from storage.models.roster import Worker
from storage.permits import NATIONWIDE, OF_INSTANSI, OF_NATION
from tests.chat import Chat
from tests.house import BUDI, SARI, House
from tests.storage.officers import asks, names

HERE, THERE, NOWHERE = "DISDIK", "DINKES", "TIDAKADA"
"""The instansi at which the things are, the other one, and none."""
SOMEBODY = 501
ALL = ("admin", "operator", "verifier")
NATIONAL = ("helpdesk", "pusat")
ROLES = (*ALL, *NATIONAL, "")
"""The last one is a worker's: none."""
MAY: Mapping[str, tuple[str, ...]] = {
    "impor": ("admin", "operator"),
    "tambah": ("admin", "operator"),
    "ubah": ("admin", "operator"),
    "usulan": ("admin", "operator"),
    "mutasi_minta": ("admin", "operator"),
    "mutasi_putuskan": ("admin",),
    "cari": ALL,
    "rekap": ALL,
    "ekspor": ("admin", "operator"),
    "verifikasi": ("verifier",),
    "kesampingkan": ("verifier",),
    "buka_kembali": ("admin", "verifier"),
    "koreksi": ("admin",),
    "umumkan": ("admin",),
    "finalisasi": ("admin",),
    "sptjm": ("admin",),
    "staf": ("admin",),
    "pusat_instansi": ("pusat",),
    "pusat_undang": ("pusat",),
    "pusat_batas": ("pusat",),
    "pusat_rekap": ("pusat",),
    "pusat_buka": ("pusat",),
}
"""Who may do what, written down once more: whoever changes the store's table says so here."""
COMMANDS: Mapping[str, str] = {"nasional": "/rekap nasional"}
"""The command of a desk, where it is not its name."""
OFFICES: Mapping[str, str] = {
    "tiket": "helpdesk",
    "angka": "helpdesk",
    "persetujuan": "helpdesk",
    "laporan": "pusat",
}
"""The commands of staff that belong to no desk of an instansi, and whose they are."""
LETS_IN_TOO = (("rekap", "pusat"),)
"""Whoever works for no instansi means the nation's figures."""


AT_THE_DOOR = ("rekap", "pusat_rekap")
"""Figures without anybody's name are counted when they are sent: the command alone asks who may see them."""


def known() -> list[str]:
    """Every action of the store's tables."""
    return [*OF_INSTANSI, *OF_NATION]


def works_as(house: House, role: str, kode: str) -> Chat:
    """Somebody with this role, at this instansi if it is one of an instansi's."""
    where = NATIONWIDE if role in NATIONAL else house.opens(kode).id
    if role:
        names(house.session, SOMEBODY, role, where)
    return Chat(house, SOMEBODY)


@pytest.fixture
def furnished(house: House) -> House:
    """Give a house in which there is something of everything at the first instansi, and nothing at the second."""
    house.opens(THERE, "Dinas Kesehatan Contoh")
    house.registers(SARI, status="selesai")
    asks(house)
    return house


def things(house: House) -> tuple[tuple[str, str], ...]:
    """Things that are at `HERE`, each with one of its form that is nowhere: NIK, kode, name, number, ticket."""
    worker = house.session.exec(select(Worker.id)).one()
    return (
        (SARI.nik, BUDI.nik),
        (HERE, NOWHERE),
        (SARI.nama, "Rahmat Hidayatullah"),
        (str(worker), str(worker + 1)),
        ("T-000001", "T-000999"),
    )


# -- the store's table ---------------------------------------------------------------------------------------------


def test_every_action_has_its_row() -> None:
    """A new action without one fails here, and so does one that is no more."""
    assert sorted(known()) == sorted(MAY)


@pytest.mark.parametrize(("action", "role", "where"), list(product(known(), ROLES, (HERE, THERE, ""))))
def test_a_cell_of_the_table(house: House, action: str, role: str, where: str) -> None:
    """Own instansi, another one, and the nation: a role counts only where it was given."""
    works_as(house, role, HERE)
    place = house.opens(where, "Dinas Kesehatan Contoh").id if where else NATIONWIDE
    allowed = role in MAY[action] and (action in OF_NATION or where == HERE)
    assert permits.may(house.session, SOMEBODY, place, action) == allowed
    if not allowed:
        with pytest.raises(permits.NotAllowedError):
            permits.check(house.session, SOMEBODY, place, action)


def test_the_store_asks_for_every_action() -> None:
    """Each is named where something is done or shown; none is a mere promise."""
    files = (file for file in Path(permits.__file__).parent.glob("*.py") if file.name != "permits.py")
    asked = {action for file in files for action in _asked(file)}
    assert sorted(set(known()) - asked - set(AT_THE_DOOR)) == []


def _asked(file: Path) -> Iterator[str]:
    """The actions that a module hands to whatever asks for permission, as they are or by a name of its own."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(args=args):
                given = [one.value for one in args if isinstance(one, ast.Constant)]
            case ast.AnnAssign(target=ast.Name(id="ACTION" | "_ACTION"), value=ast.Constant(value=word)):
                given = [word]
            case ast.Assign(targets=[ast.Name(id="ACTION" | "_ACTION")], value=ast.Constant(value=word)):
                given = [word]
            case _:
                given = []
        yield from (str(word) for word in given if word in MAY)


# -- the commands --------------------------------------------------------------------------------------------------


def test_every_desk_has_its_command() -> None:
    """And its action is one of the table's."""
    assert set(ACTION.values()) <= set(MAY)
    assert [desk for desk in ACTION if desk not in HANDLERS and desk not in COMMANDS] == []


@pytest.mark.parametrize(("desk", "role", "kode"), [*product(ACTION, ROLES, (HERE,)), *product(ACTION, ALL, (THERE,))])
def test_a_command_is_for_its_roles(furnished: House, desk: str, role: str, kode: str) -> None:
    """Whoever may is let in, at their own instansi; everybody else hears one sentence, whatever they name."""
    allowed = role in MAY[ACTION[desk]] or (desk, role) in LETS_IN_TOO
    chat = works_as(furnished, role, kode)
    named = ("", *chain.from_iterable(things(furnished)[:2]))
    heard = [_words(chat.says(f"{_command(desk)} {thing}".strip())) for thing in named]
    if allowed:
        chat.says(_command(desk)).hears_not("say.bukan_tugas", "say.unknown_command")
    else:
        assert set(heard) == {_words(Chat(furnished, 999).says("/staf").hears("say.bukan_tugas"))}


@pytest.mark.parametrize(("desk", "role"), list(product(ACTION, ALL)))
def test_what_another_instansi_has_sounds_like_nothing(furnished: House, desk: str, role: str) -> None:
    """Named in a command at one's own desk, a thing of another instansi's and one that is nowhere sound the same."""
    chat = works_as(furnished, role, THERE)
    for theirs, none in things(furnished):
        there, nowhere = (_told(chat, f"{_command(desk)} {thing}", thing) for thing in (theirs, none))
        assert there == nowhere, f"{desk}: {theirs}"


@pytest.mark.parametrize(("command", "role"), list(product(OFFICES, ROLES)))
def test_an_office_is_for_its_role(furnished: House, command: str, role: str) -> None:
    """The helpdesk's and pusat's commands, with a ticket's number that is there and with one that is not."""
    chat = works_as(furnished, role, HERE)
    heard = {_words(chat.says(f"/{command} {number}".strip())) for number in ("", "1", "999", "T-000001")}
    told = _words(Chat(furnished, 999).says(f"/{command}"))
    assert (heard == {told}) == (role != OFFICES[command])


@pytest.mark.parametrize("role", ALL)
def test_another_instansis_desk_cannot_be_chosen(furnished: House, role: str) -> None:
    """Its kode and one that is nobody's lead to one's own desk."""
    chat = works_as(furnished, role, THERE)
    assert _words(chat.says(f"/instansi {HERE}")) == _words(chat.says(f"/instansi {NOWHERE}"))
    chat.hears("say.meja").sees("Dinas Kesehatan Contoh")


def _command(desk: str) -> str:
    return COMMANDS.get(desk, f"/{desk}")


def _words(chat: Chat) -> str:
    return "\n".join(chat.words)


def _told(chat: Chat, typed: str, thing: str) -> str:
    """What is heard, but for the thing itself, which may be repeated, masked too."""
    heard = _words(chat.says("/batal").says(typed))
    return re.sub(r"[\d•]+", "#", heard.replace(thing, "…").replace(thing.upper(), "…"))
