"""Finding one's kabupaten or kota by a few letters."""

import pytest

from bot.rules.places import name_of, search


def names(words: str, limit: int = 8) -> list[str]:
    return [place.name for place in search(words, limit)]


def test_three_letters_find_kabupaten_and_kota_with_their_province() -> None:
    """Two of the same name are told apart by the first word."""
    assert names("bog") == ["Kabupaten Bogor, Jawa Barat", "Kota Bogor, Jawa Barat"]


@pytest.mark.parametrize("words", ["kab. bogor", "KAB BOGOR", "kabupaten bogor", "bogor kab"])
def test_the_kabupaten_alone_is_found_when_that_is_said(words: str) -> None:
    """However it is shortened."""
    assert names(words) == ["Kabupaten Bogor, Jawa Barat"]


@pytest.mark.parametrize("words", ["kota bogor", "kt bogor", "kodya bogor"])
def test_the_kota_alone_is_found_when_that_is_said(words: str) -> None:
    """However it is shortened."""
    assert names(words) == ["Kota Bogor, Jawa Barat"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("bgor", "Kabupaten Bogor, Jawa Barat"),
        ("bnyuwangi", "Kabupaten Banyuwangi, Jawa Timur"),
        ("makasar", "Kota Makassar, Sulawesi Selatan"),
        ("jakrta sel", "Kota Administrasi Jakarta Selatan, DKI Jakarta"),
        ("sidoardjo", "Kabupaten Sidoarjo, Jawa Timur"),
    ],
)
def test_typing_errors_are_forgiven(words: str, name: str) -> None:
    """A letter or two may be missing, doubled or wrong."""
    assert names(words)[0] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("jaksel", "Kota Administrasi Jakarta Selatan, DKI Jakarta"),
        ("jogja", "Kota Yogyakarta, DI Yogyakarta"),
        ("yogya", "Kota Yogyakarta, DI Yogyakarta"),
        ("sby", "Kota Surabaya, Jawa Timur"),
        ("solo", "Kota Surakarta, Jawa Tengah"),
        ("inhu", "Kabupaten Indragiri Hulu, Riau"),
        ("kep seribu", "Kabupaten Administrasi Kepulauan Seribu, DKI Jakarta"),
        ("tj pinang", "Kota Tanjung Pinang, Kepulauan Riau"),
        ("lampung sel", "Kabupaten Lampung Selatan, Lampung"),
    ],
)
def test_everyday_short_names_are_known(words: str, name: str) -> None:
    """Nicknames, initials and shortened directions."""
    assert names(words)[0] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("gunung kidul", "Kabupaten Gunungkidul, DI Yogyakarta"),
        ("kulonprogo", "Kabupaten Kulon Progo, DI Yogyakarta"),
        ("tolitoli", "Kabupaten Toli-Toli, Sulawesi Tengah"),
        ("siau", "Kabupaten Kepulauan Siau Tagulandang Biaro, Sulawesi Utara"),
    ],
)
def test_blanks_and_dashes_do_not_count(words: str, name: str) -> None:
    """Names are written in one word or in two."""
    assert names(words) == [name]


def test_a_name_that_begins_with_kota_is_found_too() -> None:
    """Kotabaru is a kabupaten; real kota that end in the word come behind it."""
    assert names("kota baru")[0] == "Kabupaten Kotabaru, Kalimantan Selatan"
    assert "Kota Pekanbaru, Riau" in names("kota baru")


def test_a_kota_where_there_is_only_a_kabupaten_finds_that() -> None:
    """Rather than nothing at all."""
    assert names("kota garut") == ["Kabupaten Garut, Jawa Barat"]


def test_the_province_may_be_named_with_it_or_alone() -> None:
    """What is there belongs to the province."""
    assert names("bandung jabar")[0] == "Kabupaten Bandung, Jawa Barat"
    assert len(search("jawa barat", 99)) == 27
    assert len(search("jawa barat")) == 8


@pytest.mark.parametrize("words", ["xyz qqq", "", "  ", "kabupaten", "!!!"])
def test_what_names_no_place_finds_none(words: str) -> None:
    """A kind alone is no name."""
    assert names(words) == []


def test_a_code_finds_its_name_again() -> None:
    """Codes are Kemendagri's, of four digits."""
    [place] = search("kota bogor")
    assert place.code == "3271"
    assert name_of("3271") == place.name
    assert name_of("9999") is None
