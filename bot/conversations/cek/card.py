"""Whether a printed card is genuine, in words that tell no stranger anything."""

from bot.conversations.context import Context
from bot.engine.effects import Params, Term
from bot.rules.clock import wib
from bot.rules.nik import masked
from bot.rules.seal import CARD_KEY, SealError, unseal
from storage import accounts, cards, roster


def judged(context: Context, code: str) -> Term:
    """What the code of a card is worth: genuine and replaced ones with masked data, revoked ones without."""
    try:
        found = cards.judge(context.session, unseal(context.vault.derive(CARD_KEY), code))
    except SealError:
        return Term("term.card_unknown")
    account = accounts.by_id(context.session, found.account_id)
    if found.verdict in {"unknown", "revoked"} or account is None:
        return Term("term.card_revoked" if found.verdict == "revoked" else "term.card_unknown")
    worker = roster.printed_facts(context.session, context.vault, account.worker_id)
    told: Params = {
        "nomor": account.nomor_registrasi,
        "nama": _masked_name(account.nama),
        "nik": masked(worker.nik),
        "instansi": worker.instansi,
        "created": wib(account.created_at),
    }
    return Term(f"term.card_{found.verdict}_{found.kind}", told)


def _masked_name(name: str) -> str:
    """`S••• W••••••••`: enough to compare with a card in the hand, too little to learn a name."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())
