"""Langkah 2: password, security question, and the three pictures."""

from io import BytesIO

import pytest
from PIL import Image

from bot.documents import pictures
from tests.chat import Chat
from tests.house import LIMIT, SARI, noise, photo

RED = (190, 40, 40)

_BAD_PASSWORDS = [
    ("pendek", "password_too_short"),
    ("panjang " * 17, "password_too_long"),
    (f"x{SARI.nik}x", "password_is_nik"),
    ("3201 0147 0390 0001", "password_is_nik"),
    ("Sari Wulandari 1990", "password_is_name"),
    ("07-03-1990", "password_is_birth_date"),
    ("ababababababa", "password_too_simple"),
]


@pytest.mark.parametrize(("typed", "refusal"), _BAD_PASSWORDS)
def test_a_weak_password_is_refused_and_a_good_one_taken(sari: Chat, typed: str, refusal: str) -> None:
    """Whatever is typed there is deleted at once; the good one leads to the security question."""
    sari.goes_to("ask.password").says(typed).hears(f"error.{refusal}", "ask.password").lost_last_message()
    sari.answers().hears("ask.pertanyaan").lost_last_message()


def test_a_secret_lies_nowhere_in_the_draft(sari: Chat) -> None:
    """Only hashes are kept, of the password and of the security answer."""
    sari.goes_to("ask.ktp")
    kept = repr(sari.states())
    assert SARI.password not in kept
    assert SARI.jawaban not in kept
    assert SARI.jawaban.casefold() not in kept
    assert kept.count("$argon2id$") == 2


def test_a_password_needs_no_second_message_while_it_is_hashed(sari: Chat) -> None:
    """What is typed meanwhile is deleted too and not taken; the hash then leads on."""
    sari.goes_to("ask.password").lets_jobs_wait().answers().hears_nothing().lost_last_message()
    sari.says("satu lagi yang lain").hears("error.still_checking").lost_last_message()
    sari.job_finishes().hears("ask.pertanyaan")


def test_a_password_is_typed_and_not_photographed(sari: Chat) -> None:
    """A photo of it is refused in words; the typed one moves on."""
    sari.goes_to("ask.password").sends_photo().hears("error.want_text", "ask.password").answers().hears(
        "ask.pertanyaan"
    )


def test_the_security_question_is_chosen_and_answered(sari: Chat) -> None:
    """One of six; its words stand above the answer; the answer is deleted from the chat."""
    sari.goes_to("ask.pertanyaan").says("yang pertama").hears("error.want_button")
    sari.has_buttons(*(f"term.{name}" for name in ("ibu", "sekolah", "hewan", "guru", "teman", "makanan")))
    sari.taps("term.hewan").hears("ask.jawaban").sees("Apa nama hewan peliharaan pertama Anda?")
    sari.says("x").hears("error.answer_length").lost_last_message()
    sari.says("Si Manis").hears("ask.ktp").lost_last_message()


def test_another_security_question_needs_another_answer(sari: Chat) -> None:
    """Going back and choosing differently asks for the answer again; choosing the same keeps it."""
    sari.goes_to("ask.pertanyaan").taps("term.ibu").answers().hears("ask.ktp")
    sari.says("/kembali").hears("ask.jawaban").says("/kembali").hears("ask.pertanyaan")
    sari.taps("term.ibu").hears("ask.ktp").says("/kembali").says("/kembali").taps("term.guru").hears("ask.jawaban")


# -- pictures ------------------------------------------------------------------------------------------------------


def _saved(picture: Image.Image, form: str, **how: object) -> bytes:
    out = BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def _plain(size: tuple[int, int] = (300, 300), colour: tuple[int, int, int] = (200, 80, 60)) -> Image.Image:
    return Image.new("RGB", size, colour)


def _unfit() -> dict[str, bytes]:
    """One file for each sentence."""
    gif = [_plain(), _plain(colour=RED)]
    jpeg = photo()
    return {
        "empty": b"",
        "not_image": b"ini bukan foto",
        "not_jpeg": _saved(_plain(), "PNG"),
        "animated": _saved(gif[0], "GIF", save_all=True, append_images=gif[1:], duration=100),
        "too_many_pixels": _saved(_plain((5001, 5000)), "JPEG", quality=10),
        "truncated": jpeg[: len(jpeg) // 2],
        "damaged": jpeg[:2] + b"\xff\xc4\x00\x03\x00" + jpeg[2:],
        "unsupported": jpeg.replace(b"\xff\xc0", b"\xff\xc9"),
        "too_small": photo((199, 300)),
        "grey": _saved(Image.linear_gradient("L").resize((300, 300)), "JPEG"),
    }


@pytest.mark.parametrize("code", sorted(_unfit()))
def test_an_unfit_picture_is_refused_in_its_own_words(sari: Chat, code: str) -> None:
    """Each reason has a sentence of its own, and a good picture is taken afterwards."""
    sari.goes_to("ask.ktp").sends_photo(_unfit()[code]).hears(f"error.{code}", "ask.ktp")
    sari.sends_photo().hears("ask.pasfoto")
    assert len(sari.house.files.kept) == 1


def test_the_real_format_is_named(sari: Chat) -> None:
    """As people write it, whatever the file's name says."""
    sari.goes_to("ask.ktp").sends_photo(_unfit()["not_jpeg"]).sees("Berkas itu sebenarnya PNG").sends_photo()
    sari.hears("ask.pasfoto")


def test_a_file_too_large_for_telegram_is_told_so(sari: Chat) -> None:
    """Over 20 MB nothing is fetched."""
    sari.goes_to("ask.ktp").sends_photo(size=30 * 1024 * 1024).hears("error.file_too_large").sees("30 MB")
    sari.sends_photo().hears("ask.pasfoto")


def test_a_file_that_telegram_lost_is_asked_for_again(sari: Chat) -> None:
    """The person learns that it is not their picture's fault; when making it smaller too."""
    sari.goes_to("ask.ktp").lets_jobs_wait().sends_photo()
    sari.house.sent.files.clear()
    sari.job_finishes().hears("error.file_unavailable", "ask.ktp")
    sari.sends_photo(noise()).job_finishes().hears("offer.kecilkan")
    sari.house.sent.files.clear()
    sari.taps("button.kecilkan").job_finishes().hears("error.file_unavailable", "ask.ktp")
    sari.sends_photo().job_finishes().hears("ask.pasfoto")


def test_too_big_is_no_dead_end(sari: Chat) -> None:
    """Kecilkan otomatis shows the result before it is kept; Pakai foto ini keeps it."""
    big = noise()
    sari.goes_to("ask.ktp").sends_photo(big).hears("offer.kecilkan").sees("sedangkan batasnya 200 KB")
    sari.taps("button.kecilkan").hears("offer.hasil_kecil")
    assert sari.screen is not None
    assert sari.screen.media is not None
    small = sari.house.files.get(sari.screen.media.ref)
    assert pictures.check(small, pictures.PictureRule(LIMIT)).data == small
    sari.taps("button.hasil_kecil").hears("ask.pasfoto")
    assert list(sari.house.files.kept.values()) == [small]


def test_a_smaller_picture_that_is_not_liked_goes(sari: Chat) -> None:
    """Kirim foto lain asks again and discards the result; so does a new picture."""
    sari.goes_to("ask.ktp").sends_photo(noise()).taps("button.kecilkan").taps("button.lain").hears("ask.ktp")
    assert sari.house.files.kept == {}
    sari.sends_photo(noise()).taps("button.kecilkan").sends_photo().hears("ask.pasfoto")
    assert len(sari.house.files.kept) == 1


def test_the_offer_to_shrink_may_be_declined(sari: Chat) -> None:
    """Kirim foto lain asks for the picture again; words instead of a choice repeat the offer."""
    sari.goes_to("ask.ktp").sends_photo(noise()).says("tidak").hears("error.want_photo", "offer.kecilkan")
    sari.taps("button.lain").hears("ask.ktp").sends_photo().hears("ask.pasfoto")


def test_a_pasfoto_that_is_not_blue_may_be_insisted_on(sari: Chat) -> None:
    """The reason is told, another photo may be sent, and insisting keeps the warning for the verifier."""
    sari.goes_to("ask.pasfoto").sends_photo(photo(background=RED)).hears("offer.latar_tidak_biru")
    sari.taps("button.lain").hears("ask.pasfoto").sends_photo(photo(background=RED))
    sari.taps("button.latar_tidak_biru").hears("ask.swafoto").goes_to("ask.selesai")
    (account,) = sari.house.accounts()
    assert {row.kind: row.warnings for row in sari.house.account_files(account)} == {
        "ktp": "",
        "pasfoto": "background_not_blue",
        "swafoto": "",
    }


def test_a_big_pasfoto_that_is_not_blue_hears_both(sari: Chat) -> None:
    """Made smaller, it is still not blue, and may be kept all the same."""
    sari.goes_to("ask.pasfoto").sends_photo(noise()).taps("button.kecilkan").hears("offer.hasil_kecil_latar")
    sari.taps("button.hasil_kecil_latar").hears("ask.swafoto")


def test_a_picture_asks_for_patience_while_it_is_checked(sari: Chat) -> None:
    """Words meanwhile are told to wait; the result leads on; a newer picture replaces the older."""
    sari.goes_to("ask.ktp").lets_jobs_wait().sends_photo().hears_nothing()
    sari.says("sudah?").hears("error.still_checking", "ask.ktp")
    sari.sends_photo(photo((320, 400))).hears_nothing()
    sari.job_finishes(0).hears_nothing()
    assert len(sari.house.discarded) == 1
    sari.job_finishes().hears("ask.pasfoto")
    assert len(sari.house.files.kept) == 1


def test_a_job_that_fails_is_said_so(sari: Chat) -> None:
    """The picture is asked for again, and the next one is taken."""
    sari.goes_to("ask.ktp").lets_jobs_wait().sends_photo().job_fails().hears("error.job_failed", "ask.ktp")
    sari.sends_photo().job_finishes().hears("ask.pasfoto")


def test_a_replaced_picture_is_discarded(sari: Chat) -> None:
    """Going back and sending another one leaves only that; keeping leaves all as it was."""
    sari.goes_to("ask.pasfoto").says("/kembali").hears("ask.ktp", "present.hidden").has_buttons("button.tetap")
    (first,) = sari.house.files.kept
    sari.sends_photo(photo((320, 400))).hears("ask.pasfoto")
    assert sari.house.discarded == [first]
    sari.says("/kembali").taps("button.tetap").hears("ask.pasfoto")
    assert len(sari.house.files.kept) == 1


def test_a_result_is_not_shown_to_whoever_has_left(sari: Chat) -> None:
    """The picture is kept in silence, and the conversation goes on behind it."""
    sari.goes_to("ask.ktp").lets_jobs_wait().sends_photo().says("/batal").job_finishes().hears_nothing()
    sari.says("/daftar").hears("ask.pasfoto")


@pytest.mark.parametrize("kind", ["value", "offer"])
def test_a_result_for_a_conversation_that_is_over_is_discarded(sari: Chat, kind: str) -> None:
    """Whoever withdraws while a picture is being checked leaves nothing behind."""
    sari.goes_to("ask.pasfoto").lets_jobs_wait().sends_photo(photo(background=RED) if kind == "offer" else None)
    while sari.screen and sari.screen.text != "ask.persetujuan":
        sari.says("/kembali")
    sari.taps("button.tidak_setuju").job_finishes().hears_nothing()
    assert sari.house.files.kept == {}


def test_a_hash_for_a_conversation_that_is_over_is_nothing(sari: Chat) -> None:
    """No file hangs on it."""
    sari.goes_to("ask.password").lets_jobs_wait().answers()
    while sari.screen and sari.screen.text != "ask.persetujuan":
        sari.says("/kembali")
    sari.taps("button.tidak_setuju").job_finishes().hears_nothing()


def test_a_shrunk_picture_may_turn_out_unfit(sari: Chat) -> None:
    """Where the file changed meanwhile, the reason is told."""
    sari.goes_to("ask.ktp").lets_jobs_wait().sends_photo(noise()).job_finishes().taps("button.kecilkan")
    sari.house.sent.files.update(dict.fromkeys(sari.house.sent.files, b""))
    sari.job_finishes().hears("error.empty", "ask.ktp")


def test_a_secret_with_a_slash_is_erased_all_the_same(sari: Chat) -> None:
    """Telegram takes it for a command; it must not stay in the chat."""
    sari.goes_to("ask.password").says("/rahasia besar 2022").hears("say.secret_with_slash")
    assert len(sari.erased) == 1
    sari.says("kata sandi yang baik").hears("ask.pertanyaan")
