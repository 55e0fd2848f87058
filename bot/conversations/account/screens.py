"""What the account's screens tell, and the buttons that depend on the answers."""

from datetime import datetime, timedelta

from bot.conversations.account.answers import masked_phone, shown_date
from bot.conversations.account.dukcapil import outcome_in_words
from bot.conversations.account.names import IDENTITY
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.nik import masked

_ALMOST_A_MINUTE = timedelta(seconds=59)


def pause(answers: Answers) -> Params:
    """Until when nothing is compared; no seconds are told, so the minute is rounded up."""
    return {"until": wib(datetime.fromisoformat(answers["identitas"]["until"]) + _ALMOST_A_MINUTE)}


def closing(answers: Answers) -> Params:
    """Since when the instansi's pendataan is closed."""
    return {"deadline": shown_date(answers["identitas"]["deadline"])}


def has_changed(answers: Answers) -> bool:
    """Whether what was compared has changed at the instansi since."""
    return _changed(answers) != "cocok"


def change(answers: Answers) -> Params:
    """What has changed at the instansi since the comparison."""
    return {"reason": Term(f"term.berubah_{_changed(answers)}")}


def _changed(answers: Answers) -> str:
    outcomes = (answers.get(gate, {}).get("outcome", "cocok") for gate in ("terbuka", "akun"))
    return next((outcome for outcome in outcomes if outcome != "cocok"), "cocok")


def difference(answers: Answers) -> Params:
    """Which fields differ and why that usually happens; never a stored value, and no field where little agrees."""
    differing = _differing(answers)
    if not differing:
        return {"explanation": Term("term.beda_tak_dirinci")}
    explained: Params = {
        "agreeing": tuple(Term(f"term.{field}") for field in answers["identitas"]["agreeing"]),
        "differing": tuple(Term(f"field.{field}") for field in differing),
        "cause": Term(f"term.sebab_{differing[0]}"),
    }
    return {"explanation": Term("term.beda_dirinci", explained)}


def difference_buttons(answers: Answers) -> tuple[Button, ...]:
    """Mend what differs, or ask for help."""
    return (*mending_buttons(answers), Pick("button.helpdesk", "helpdesk"))


def mending_buttons(answers: Answers) -> tuple[Button, ...]:
    """Back to the question whose answer differs; to any, where none may be named."""
    return tuple(Goto(f"button.perbaiki_{field}", field) for field in _differing(answers) or IDENTITY)


def instansi_buttons(answers: Answers) -> tuple[Button, ...]:
    """The instansi that were found, and another search."""
    return (
        *(Pick("button.instansi", str(instansi), {"nama": nama}) for instansi, nama in _found(answers)),
        Goto("button.cari_lagi", "cari_instansi"),
        Run("button.bantuan", "/bantuan"),
    )


def found_instansi(answers: Answers) -> Params:
    """Whether anything was found by these words."""
    code = "term.instansi_ditemukan" if _found(answers) else "term.instansi_tidak_ditemukan"
    return {"result": Term(code, {"words": answers["cari_instansi"]})}


def _found(answers: Answers) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = answers.get("hasil_instansi", {}).get("found", [])
    return found


def security_question(answers: Answers) -> Params:
    """The question that was chosen."""
    return {"question": Term(f"term.{answers['pertanyaan']}")}


def review(answers: Answers) -> Params:
    """Everything that was answered, as it may be repeated."""
    return {
        "nik": masked(answers["nik"]),
        "kk": masked(answers["kk"]),
        "nama": answers["nama"],
        "tempat_lahir": answers["tempat_lahir"],
        "tanggal_lahir": shown_date(answers["tanggal_lahir"]),
        "ponsel": masked_phone(answers["ponsel"]),
        "email": answers["email"],
        "question": Term(f"term.{answers['pertanyaan']}"),
        "instansi": _instansi(answers),
        "ktp": answers["ktp"]["size"],
        "pasfoto": answers["pasfoto"]["size"],
        "swafoto": answers["swafoto"]["size"],
    }


def _instansi(answers: Answers) -> Term:
    """The instansi that registered the worker, and below it what the directory says, if it was asked."""
    told: Params = {"instansi": answers["identitas"]["instansi"]}
    check = answers["lanjutkan"]
    if not isinstance(check, dict):
        return Term("term.instansi", told)
    return Term("term.instansi_dan_dukcapil", {**told, "outcome": outcome_in_words(check)})


def _differing(answers: Answers) -> list[str]:
    fields: list[str] = answers.get("identitas", {}).get("fields", [])
    return fields
