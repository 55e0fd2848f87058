"""Where the store is asked: where the SPTJM stands, the printed letter, and the signed one."""

from typing import Any, Final

from bot.conversations.context import Context
from bot.conversations.instansi.at_work import desk_of, tell_admins
from bot.conversations.sptjm.answers import letter_of
from bot.conversations.sptjm.names import FIELDS, NAME, NONE
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.eligibility import Terms
from storage import finalisation, letters, roster, roster_fingerprint
from storage.acting import Desk
from storage.letters import Declarer, LetterError, LetterFacts
from storage.permits import NotAllowedError
from storage.roster_fingerprint import COUNTED, readable

_LATEST: Final = 5
_NOT_THEIRS: Final = "bukan_wewenang"


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether it is time, the letters that wait for a signature, the one that is archived, and who signed last."""
    del answers
    desk = desk_of(context)
    instansi = roster.instansi_by_id(context.session, desk.instansi_id)
    holds = finalisation.current(context.session, desk.instansi_id)
    told: dict[str, Any] = {"instansi": desk.instansi_id, "nama": instansi.nama, "sejak": ""}
    if holds is None:
        return told
    latest = letters.of_instansi(context.session, context.vault, desk.instansi_id, _LATEST)
    archived = letters.archived(context.session, context.vault, desk.instansi_id)
    return {
        **told,
        "sejak": wib(holds.finalised_at),
        "jumlah": holds.counts.get(COUNTED, 0),
        "sidik": readable(holds.fingerprint),
        "surat": [_told(one) for one in latest if not one.signed],
        "arsip": archived and _told(archived),
        "penandatangan": _signer(latest[0].declarer) if latest else None,
    }


def print_letter(context: Context, answers: Answers) -> dict[str, Any]:
    """Record the letter of the list that was just made; `hasil` is tercetak, or why there is none."""
    made = answers["periksa"]
    said = {field: _said(answers, field) for field in FIELDS}
    declarer = Declarer(**{**said, "pangkat": "" if said["pangkat"] == NONE else said["pangkat"]})
    fingerprint = bytes.fromhex(made["fingerprint"])
    try:
        found = letters.record(
            context.session,
            context.vault,
            _desk(context, answers),
            declarer,
            made["file"],
            fingerprint,
            own_terms=context.terms != Terms(),
        )
    except LetterError as error:
        return {"hasil": error.code}
    except NotAllowedError:
        return {"hasil": _NOT_THEIRS}
    return {"hasil": "tercetak", "untuk": context.person, **_told(found)}


def archive(context: Context, answers: Answers) -> dict[str, Any]:
    """Keep the signed letter, if it is still that of the roster; `hasil` is terarsip, or why it is not."""
    desk = _desk(context, answers)
    try:
        found = letters.archive(
            context.session, context.vault, desk, int(letter_of(answers)), answers["berkas"]["file"]
        )
    except LetterError as error:
        if error.code == "berubah" and _seen(context, desk) != answers["pastikan"]["fingerprint"]:
            # What was compared is out of date itself: once more, so that the difference is the true one.
            return {"refused": "berubah_lagi", "params": {}}
        return {"hasil": error.code}
    except NotAllowedError:
        return {"hasil": _NOT_THEIRS}
    said = Say(
        "say.terarsip", {"nama": answers["isian"]["nama"], "nomor": found.nomor}, (Run("button.sptjm", "/sptjm"),)
    )
    tell_admins(context, desk.instansi_id, NAME, said)
    return {"hasil": "terarsip"}


def _desk(context: Context, answers: Answers) -> Desk:
    """A job may have taken longer than a desk stays open; what the person may do, the store asks anew."""
    return Desk(context.person, answers["isian"]["instansi"], context.now)


def _seen(context: Context, desk: Desk) -> str:
    return roster_fingerprint.fingerprint(context.session, context.vault, desk.instansi_id).hex()


def _said(answers: Answers, field: str) -> str:
    said: str = answers[field] if field in answers else answers["isian"]["penandatangan"][field]
    return said


def _signer(declarer: Declarer) -> dict[str, str]:
    said = {field: getattr(declarer, field) for field in FIELDS}
    return {**said, "pangkat": declarer.pangkat or NONE}


def _told(letter: LetterFacts) -> dict[str, Any]:
    return {
        "id": letter.id,
        "nomor": letter.nomor,
        "sidik": readable(letter.fingerprint),
        "dicetak": wib(letter.printed_at),
        "berlaku": letter.counts,
        "diterima": wib(letter.signed_at) if letter.signed_at else "",
    }
