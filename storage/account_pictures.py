"""The pictures of an account: made with it, and sent anew only where a verifier has given the record back for them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage import filling
from storage.crypto import Vault
from storage.filling import Act, NoAccountError
from storage.models.accounts import AccountFile

_TABLE: Any = AccountFile.__table__  # type: ignore[attr-defined]
_ONE: Final = (_TABLE.c.account_id == bindparam("account"), _TABLE.c.kind == bindparam("of_kind"))


def replace(
    session: Session, vault: Vault, account_id: int, kind: str, file: Mapping[str, Any], actor: int, now: datetime
) -> str | None:
    """Keep another picture (its `file`, `size` in bytes, `width`, `height`, `warnings`); six statements.

    The key of the file that it replaces, which nothing names any more.

    Raises:
        NoAccountError: there is no such account, or it never had a picture of this kind.
    """
    whose = filling.holder(session, account_id)
    asked = {"account": account_id, "of_kind": kind}
    before = session.connection().execute(select(_TABLE.c.file, _TABLE.c.size).where(*_ONE), asked).first()
    if before is None:
        raise NoAccountError
    values = {name: file[name] for name in ("file", "size", "width", "height")}
    changed = update(_TABLE).where(*_ONE).values(**values, warnings=" ".join(file["warnings"]))
    session.connection().execute(changed, asked)
    body = {
        "kind": kind,
        "before": {"file": before.file, "size": before.size},
        "after": {"file": file["file"], "size": file["size"]},
    }
    filling.changed(session, vault, whose, Act(actor, "paper.keep", body), now)
    return str(before.file) if before.file != file["file"] else None
