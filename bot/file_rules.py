"""What each file that people send must be: product.md, section 8, with the sizes that the settings give."""

from typing import Final

from bot.documents.demands import PaperRule, PictureRule
from bot.settings import Settings

_KB: Final = 1024
_ATTACHED_KB: Final = 1024
# The letter with the annex of some ten thousand workers, which is about what fits into its size.
_SPTJM_PAGES: Final = 500


def picture_rules(settings: Settings) -> dict[str, PictureRule]:
    """What each picture of the account must be: product.md, section 8."""
    limit = settings.picture_limit_kb * _KB
    return {
        "ktp": PictureRule(limit),
        "pasfoto": PictureRule(limit, blue_background=True),
        "swafoto": PictureRule(limit),
    }


def paper_rules(settings: Settings) -> dict[str, PaperRule]:
    """What each paper of the record, and of a ticket, must be: product.md, section 8."""
    rule = PaperRule(settings.paper_least_kb * _KB, settings.paper_limit_kb * _KB)
    return {
        **dict.fromkeys(("ijazah", "kk", "sk", "bukti"), rule),
        # What shows a trouble may be as small as a picture of the screen.
        "lampiran": PaperRule(0, _ATTACHED_KB * _KB),
        "sptjm": PaperRule(0, settings.sptjm_limit_kb * _KB, _SPTJM_PAGES, pdf_only=True),
    }
