"""An operator's own rules in what explains them: the answers of `/bantuan`, and the SPTJM that answers for them."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from bot.conversations.bantuan.flow import bantuan_flow
from bot.conversations.bantuan.spoken import with_answers
from bot.engine import state
from bot.rules.eligibility import LETTER, Terms
from bot.rules.questions import load
from storage import conversations, letters
from tests.chat import Chat
from tests.conversations.office_of_admin import ADMIN, SECOND_ADMIN, admin, finalised, prints
from tests.house import SIZES, House, questions
from tests.jobs.printed import read
from tests.jobs.test_render import made

OTHER = Terms(
    reference=date(2022, 6, 30),
    age_min=18,
    age_max=30,
    service_years=5,
    sk_until=date(2017, 6, 30),
    payments=("BOS", "Komite & Yayasan"),
    jobs=("juru parkir", "juru masak"),
    jobs_alone=(),
)
OF_RULES = {
    "siapa_wajib": (
        "• masih bekerja di instansi pemerintah;",
        "• digaji langsung dari BOS atau Komite & Yayasan, bukan lewat pengadaan",
        "• diangkat paling rendah oleh pimpinan unit kerja;",
        "• sudah bekerja paling sedikit 5 tahun pada 30 Juni 2022;",
        "• berumur 18 sampai 30 tahun pada 30 Juni 2022 (batas umur tidak berlaku bagi eks THK-II).",
    ),
    "siapa_tidak": (
        "• juru parkir, juru masak, atau yang sejenisnya;",
        "• pegawai BLU atau BLUD;",
        "• yang SK-nya terbit sesudah 30 Juni 2017;",
        "• yang bekerja kurang dari 5 tahun pada 30 Juni 2022;",
        "• yang pada tanggal itu belum 18 tahun atau sudah lebih dari 30 tahun (kecuali eks THK-II);",
        "• yang tidak digaji dari BOS atau Komite & Yayasan.",
    ),
    "umur": (
        "Umur dihitung pada 30 Juni 2022: paling muda 18 tahun, paling tua 30 tahun.",
        "Masa kerja juga dihitung sampai tanggal itu, paling sedikit 5 tahun.",
    ),
    "gaji_bos": (
        "Syaratnya gaji dibayar langsung dari BOS atau Komite & Yayasan. Pegawai BLU",
        "Ragu apakah sumber gaji Anda termasuk? Tanyakan kepada admin instansi Anda: instansi yang menilai",
    ),
    "sk_mana": ("Yang dihitung adalah masa kerja sampai 30 Juni 2022.",),
    "jeda_kerja": ("Syaratnya paling sedikit 5 tahun bekerja pada 30 Juni 2022. Apakah jeda",),
}
"""The answers that tell of the rules, by question, with what they say by the other ones."""
OF_THE_LETTER = ("2021", "56", "1 tahun", "APBN", "APBD", "satpam", "perbedaan pendapat")


def asks(chat: Chat, question: str) -> Chat:
    """Somebody reads the answer to this question."""
    asked = questions().get(question)
    assert asked is not None
    return chat.says("/bantuan").says(asked.title).taps("button.pertanyaan", asked.title).hears("ask.jawaban")


@pytest.mark.parametrize("question", sorted(OF_RULES))
def test_bantuan_tells_the_rules_in_force(house: House, chat: Chat, question: str) -> None:
    """With an operator's own, their figures and nothing of the letter's."""
    house.terms = OTHER
    asks(chat, question).sees(*OF_RULES[question]).sees_not(*OF_THE_LETTER)


@pytest.mark.parametrize("question", sorted(one.id for one in questions().entries if one.id not in OF_RULES))
def test_no_other_answer_names_a_rule_of_the_letter(house: House, chat: Chat, question: str) -> None:
    """All that could be another's is among those above."""
    house.terms = OTHER
    asks(chat, question).sees_not("2021", "56 tahun", "20 tahun", "1 tahun", "APBN")


def test_what_the_own_rules_leave_is_told_as_the_letter_has_it(house: House, chat: Chat) -> None:
    """Whoever changes the ages alone keeps whence the wages come and which jobs do not belong."""
    house.terms = replace(Terms(), age_max=58)
    asks(chat, "siapa_wajib").sees(
        "APBN (pusat) atau APBD (daerah)", "berumur 20 sampai 58 tahun pada 31 Desember 2021"
    )
    asks(chat, "siapa_tidak").sees("• pengemudi, petugas kebersihan, satpam, dan pekerjaan lain", "lebih dari 58 tahun")
    asks(chat, "gaji_bos").sees("sempat ada perbedaan pendapat")


def test_rules_without_a_time_of_work_or_jobs_make_whole_sentences(house: House, chat: Chat) -> None:
    """Nobody reads of 0 years, nor of a list with nothing in it."""
    house.terms = replace(OTHER, service_years=0, jobs=())
    asks(chat, "siapa_wajib").sees("• sudah bekerja pada 30 Juni 2022;").sees_not("sedikit 0 tahun")
    asks(chat, "siapa_tidak").sees("• yang belum bekerja pada 30 Juni 2022;").sees_not("sejenisnya", "dari 0 tahun")
    asks(chat, "umur").sees("Masa kerja juga dihitung sampai tanggal itu, berapa pun lamanya.")
    asks(chat, "jeda_kerja").sees("Syaratnya sudah bekerja pada 30 Juni 2022, berapa pun lamanya. Apakah jeda")


def test_whoever_reads_already_goes_on_with_the_rules_that_they_were_shown(house: House, chat: Chat) -> None:
    """And reads the new ones with the next `/bantuan`."""
    chat.says("/bantuan")
    house.terms = OTHER
    chat.says("batas umur").taps("button.pertanyaan", "batas umur").sees("31 Desember 2021")
    asks(chat, "umur").sees("30 Juni 2022")


def test_a_draft_that_lay_there_before_the_program_kept_the_rules(house: House, chat: Chat) -> None:
    """It goes on with those of the letter, which it was begun with."""
    chat.says("/bantuan")
    [draft] = conversations.load(house.session, house.vault, [chat.person])[chat.person]
    bare = replace(chat.states()["bantuan"], answers={**chat.states()["bantuan"].answers, "mulai": {}})
    body = msgspec.json.encode(state.to_json(house.flows["bantuan"], bare))
    conversations.save(house.session, house.vault, [replace(draft, body=body)])
    chat.says("batas umur").taps("button.pertanyaan", "batas umur").sees("paling muda 20 tahun, paling tua 56 tahun")


def test_an_operators_own_answers_may_name_the_rules(house: House, chat: Chat) -> None:
    """By the names that the file which comes along uses; other words are theirs and stay as they are."""
    house.terms = OTHER
    answer = "Umur {umur_termuda} sampai {umur_tertua} pada {hari_acuan}, bukan 20 sampai 56; {hari} tetap."
    own = load(f'[[tanya]]\nid = "umur"\ntitle = "Berapa umurnya?"\nanswer = "{answer}"')
    house.flows = {**house.flows, "bantuan": bantuan_flow(own, SIZES)}
    house.words = with_answers(house.words, own)
    chat.says("/bantuan").says("umur").taps("button.pertanyaan")
    chat.sees("Umur 18 sampai 30 pada 30 Juni 2022, bukan 20 sampai 56; {hari} tetap.")


# -- the SPTJM -----------------------------------------------------------------------------------------------------


def printed(house: House) -> str:
    """What the instansi's latest letter says, made anew."""
    latest = letters.of_instansi(house.session, house.vault, house.opens().id, 1)[0]
    return " ".join(read(made(house, "sptjm", f"{latest.id}:{ADMIN}")[1]).split())


def test_the_sptjm_cites_no_letter_that_is_not_in_force(house: House) -> None:
    """With an operator's own rules it speaks of those that hold; whoever signs says the rest as ever."""
    house.terms = OTHER
    prints(finalised(house))
    said = printed(house)
    assert "Berdasarkan ketentuan pendataan tenaga non-ASN yang berlaku, dengan ini saya menyatakan" in said
    assert "bekerja di instansi ini dan memenuhi ketentuan pendataan tersebut di atas." in said
    assert LETTER not in said
    assert "2022 hal" not in said
    assert "surat tersebut" not in said
    assert "bertanggung jawab mutlak" in said


def test_the_sptjm_cites_the_letter_where_it_is_in_force(house: House) -> None:
    """As it always did."""
    prints(finalised(house))
    said = printed(house)
    assert f"Nomor {LETTER} tanggal 22 Juli 2022 hal Pendataan" in said
    assert "memenuhi ketentuan pendataan dalam surat tersebut di atas." in said


def test_a_letter_that_is_sent_again_says_what_it_said_when_it_was_printed(house: House) -> None:
    """Whatever rules have come into force since: what is signed is that letter. The next one is by the new rules."""
    prints(finalised(house))
    house.terms = OTHER
    assert LETTER in printed(house)
    prints(admin(house, SECOND_ADMIN))
    assert LETTER not in printed(house)
    house.terms = Terms()
    assert LETTER not in printed(house)
