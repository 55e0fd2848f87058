from tests.chat import Chat


def test_from_consent_to_the_card(sari: Chat) -> None:
    """Whoever answers well ends with an account and its card."""
    sari.says("/daftar").hears("ask.persetujuan")
    sari.goes_to("ask.periksa").taps("button.proses").hears("ask.yakin")
    sari.taps("button.ya").hears("ask.selesai").sees("NA-")
    assert len(sari.house.accounts()) == 1
