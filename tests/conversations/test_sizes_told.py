"""How large files may be is told as the operator set it, wherever a person reads it."""

import re

import pytest

from bot.conversations import wording
from bot.conversations.bantuan.flow import bantuan_flow
from bot.conversations.bantuan.spoken import with_answers
from bot.conversations.filling.sizes import Sizes
from bot.flows import build_flows
from bot.rules.questions import load
from bot.settings import Settings
from tests.chat import Chat
from tests.conversations.filled import known
from tests.house import House, questions

OTHER = Settings(_env_file=None, picture_limit_kb=300, paper_least_kb=50, paper_limit_kb=2048)
SMALL = Settings(_env_file=None, paper_least_kb=0)
"""With papers that may be as small as they like."""
OLD_PAPER = "100 KB sampai 1 MB"
NEW_PAPER = "50 KB sampai 2 MB"
_WRITTEN_OUT = re.compile(r"(?<!\{)\b\d+(?:[.,]\d+)? ?(?:KB|MB)\b")
_OF_TELEGRAM = {"20 MB", "0 KB"}
"""What Telegram hands to a bot, and a file that is empty: no settings."""


def sets(house: House, settings: Settings) -> None:
    """The bot starts with other settings."""
    house.flows = build_flows(settings, questions())


@pytest.mark.parametrize("screen", ["ask.ktp", "ask.pasfoto", "ask.swafoto"])
def test_the_size_of_a_picture_is_that_of_the_settings(house: House, sari: Chat, screen: str) -> None:
    """200 KB where nothing else is set."""
    sari.goes_to(screen).sees("JPG paling besar 200 KB. Kalau lebih besar, nanti saya bantu mengecilkan.")
    sets(house, OTHER)
    sari.says("/daftar").hears(screen).sees("JPG paling besar 300 KB.").sees_not("200 KB")


def test_the_sizes_of_papers_are_those_of_the_settings(house: House) -> None:
    """On the pages Dokumen and Riwayat: 100 KB sampai 1 MB where nothing else is set."""
    sari = known(house)
    seen = ((OLD_PAPER, Settings(_env_file=None)), (NEW_PAPER, OTHER), ("paling besar 1 MB", SMALL))
    for told, settings in seen:
        sets(house, settings)
        sari.says("/masuk dokumen").hears("ask.ijazah").sees(f"Kirim foto atau PDF ijazah Anda, {told}. Lebih dari")
        sari.says("/masuk riwayat").hears("ask.sk").sees(f"Kirim foto atau PDF SK Anda, {told}. Lebih dari satu")
        sari.taps("button.daftar_riwayat").taps("button.entri").taps("button.unggah_bukti").hears("ask.bukti")
        sari.sees(f"daftar pembayaran pada masa SK ini, {told}. Lebih dari").taps("button.batal")
    sets(house, OTHER)
    sari.says("/masuk dokumen").sends_photo().taps("button.berkas_foto").taps("button.unggah_kk").hears("ask.kk")
    sari.sees(f"Kirim foto atau PDF Kartu Keluarga Anda, {NEW_PAPER}. Tersimpan sekarang: belum ada.")


ANSWERS = {
    "siapkan": ("KTP dan foto paling besar 300 KB, dokumen 50 KB sampai 2 MB.",),
    "foto_besar": ("Untuk KTP, pasfoto, dan swafoto (batas 300 KB)", "bukti pembayaran (batas 2 MB) langsung"),
    "foto_kecil": ("Dokumen (ijazah, SK, bukti pembayaran) paling sedikit 50 KB supaya tulisannya terbaca. Kalau",),
    "swafoto": ("Fotonya berwarna, JPG, paling besar 300 KB; yang lebih besar",),
    "jenis_berkas": ("swafoto: JPG berwarna, paling besar 300 KB.", "JPG atau PDF, 50 KB sampai 2 MB."),
    "banyak_halaman": ("kecilkan sampai 2 MB.",),
    "ijazah": ("foto atau PDF, 50 KB sampai 2 MB.",),
}
"""The answers of `/bantuan` that tell of sizes, by question."""


@pytest.mark.parametrize("question", sorted(ANSWERS))
def test_the_answers_of_bantuan_tell_the_sizes_of_the_settings(house: House, chat: Chat, question: str) -> None:
    """Those that stand in the file where nothing is set, else those that are."""
    asked = questions().get(question)
    assert asked is not None
    for settings, changes in (
        (OTHER, {}),
        (Settings(_env_file=None), {"300 KB": "200 KB", "50 KB": "100 KB", "2 MB": "1 MB"}),
    ):
        sets(house, settings)
        chat.says("/bantuan").says(asked.title).taps("button.pertanyaan", asked.title).hears("ask.jawaban")
        for told in ANSWERS[question]:
            for new, old in changes.items():
                told = told.replace(new, old)  # noqa: PLW2901 - the same sentence with what is set
            chat.sees(told)


def test_papers_without_a_least_size_need_only_be_legible(house: House, chat: Chat) -> None:
    """Nobody is told of 0 KB."""
    sets(house, SMALL)
    for question in ("foto_kecil", "siapkan", "jenis_berkas"):
        asked = questions().get(question)
        assert asked is not None
        chat.says("/bantuan").says(asked.title).taps("button.pertanyaan", asked.title).sees_not(" 0 KB")


def test_an_operators_own_answers_may_name_the_sizes(house: House, chat: Chat) -> None:
    """By the names that the file which comes along uses; any other brace is only a brace."""
    answer = "Foto {batas_foto:ukuran}, dokumen {ukuran_dokumen}; {lain} {batas_foto} tetap {kurung}."
    own = load(f'[[tanya]]\nid = "besar"\ntitle = "Seberapa besar?"\nanswer = "{answer}"')
    sizes = Sizes(picture=300 * 1024, paper_least=50 * 1024, paper=2048 * 1024, sptjm=1)
    house.flows = {**house.flows, "bantuan": bantuan_flow(own, sizes)}
    house.words = with_answers(house.words, own)
    chat.says("/bantuan").says("besar").taps("button.pertanyaan").hears("ask.jawaban")
    chat.sees("Foto 300 KB, dokumen 50 KB sampai 2 MB; {lain} {batas_foto} tetap {kurung}.")


def test_no_text_writes_a_size_out() -> None:
    """A size that somebody could set is always the setting's."""
    told = {f"{place}: {code}": text for place, texts in wording.load().texts.items() for code, text in texts.items()}
    told |= {f"tanya_jawab: {one.id}": f"{one.title} {one.answer}" for one in questions().entries}
    found = {where: sizes for where, text in told.items() if (sizes := set(_WRITTEN_OUT.findall(text)) - _OF_TELEGRAM)}
    assert found == {}
