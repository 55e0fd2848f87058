"""How a rule refuses: with a code that names the reason, and the few figures its sentence needs.

Never with wording, and never with the refused value itself, because that is somebody's NIK or name and errors
end up in logs.
"""

from collections.abc import Mapping
from types import MappingProxyType


class RuleError(ValueError):
    """A value that a rule refuses: `code` names the reason, `params` holds what its sentence mentions."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, int | str] = MappingProxyType(params)
