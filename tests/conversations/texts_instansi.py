"""What the sources of the instansi's and pusat's desks put together: texts by the template of their code, refusals."""

from collections.abc import Mapping

from bot.conversations.instansi import menu
from bot.rules.rekap import STATUSES

_ROLES = ("admin", "operator", "verifier", "helpdesk", "pusat")

INSTANSI: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("common", "term.peran_{entry['role']}"): _ROLES,
    ("common", "term.peran_{role.role}"): _ROLES,
    ("common", "term.peran_{answers['peran']}"): _ROLES,
    ("common", "button.peran_{role}"): _ROLES,
    ("rekap", "term.{status}"): tuple(STATUSES),
    ("instansi", "button.{name}"): (*menu.QUEUES, *menu.DESKS),
}
"""What a code of the desks may become."""
REFUSED_AT_DESKS: Mapping[tuple[str, str], tuple[str, ...]] = {}
"""What a gate's `refused` may become that is no literal."""
