"""What an entry of the riwayat offers to choose from."""

import pytest

from bot.rules.eligibility import Facts, Terms, judge
from bot.rules.entry_choices import PAYMENTS, SIGNERS


@pytest.mark.parametrize("code", PAYMENTS)
def test_only_the_budgets_of_state_and_daerah_are_eligible(code: str) -> None:
    """A name chosen from a drop-down is judged as the code of the chat's button is."""
    breaches = [judge(Facts(payment=payment), Terms()) for payment in (code, PAYMENTS[code])]
    assert [not breach for breach in breaches] == [code in {"APBN", "APBD"}] * 2


def test_every_choice_has_a_name_of_its_own() -> None:
    """A drop-down never shows two alike."""
    assert len(set(SIGNERS.values())) == len(SIGNERS)
    assert len(set(PAYMENTS.values())) == len(PAYMENTS)
