"""A page that was begun on another phone and came home when the account was closed there."""

from tests.chat import Chat
from tests.house import SARI, House


def test_a_photo_under_check_elsewhere_is_not_waited_for_at_home(house: House) -> None:
    """Its result goes to the other phone: at home the ijazah is asked for once more, and the next photo is taken."""
    house.registers(SARI)
    home = Chat(house, 71).goes_to("ask.selesai")
    other = Chat(house, 72).says("/masuk").says(SARI.nik).says(SARI.password).hears("ask.ijazah")
    other.lets_jobs_wait().sends_photo().says("/keluar").hears("say.keluar").job_finishes().hears_nothing()
    home.says("/masuk").says(SARI.password).hears("ask.ijazah").sends_photo().hears("offer.berkas_foto")
    assert len(house.discarded) == 1
