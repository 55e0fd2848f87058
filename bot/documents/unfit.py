"""The one exception by which a document is refused: a code and numbers, no wording and nothing personal."""


class Unfit(Exception):  # noqa: N818  a verdict on a document, not a fault of the program
    """A document that cannot be taken as it is; whoever speaks to people turns `code` and `params` into words."""

    def __init__(self, code: str, **params: float | str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
