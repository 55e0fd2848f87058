"""How much a worker has to do: every message, tap and upload from `/daftar` to the Kartu Pendataan."""

from typing import Self

from bot.gateway import updates
from tests.chat import Chat
from tests.house import KNOWN, SARI, House

MOST = 45


class Counting(Chat):
    """A chat that counts what its person does."""

    done = 0

    def _update(self, update: updates.Update) -> Self:
        self.done += 1
        return super()._update(update)


def test_a_typical_worker_needs_few_actions(house: House) -> None:
    """Complete instansi data, one riwayat, all captchas, photos within the limits."""
    house.registers(SARI, **KNOWN)
    sari = Counting(house)
    sari.says("/daftar").goes_to("ask.selesai")
    to_account = sari.done
    sari.taps("button.login").goes_to("ask.berakhir")
    assert sari.screen is not None
    assert sari.screen.media is not None
    assert sari.screen.media.source == "pendataan"
    assert (to_account, sari.done) == (20, 44)
    assert sari.done <= MOST
