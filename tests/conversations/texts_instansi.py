"""What the sources of the instansi's and pusat's desks put together: texts by the template of their code, refusals."""

from collections.abc import Mapping

from bot.conversations.instansi import menu

INSTANSI: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("instansi", "button.{name}"): (*menu.QUEUES, *menu.DESKS),
}
"""What a code of the desks may become."""
REFUSED_AT_DESKS: Mapping[tuple[str, str], tuple[str, ...]] = {}
"""What a gate's `refused` may become that is no literal."""
