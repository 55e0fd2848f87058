"""Cards, decisions and rules that were set aside, as the store keeps them."""

from datetime import date, timedelta

import pytest

from storage import account_pictures, audit, decisions, overrules, submissions, verdicts, verification, withdrawal
from storage.decisions import APPROVED, REOPENED, RETURNED, Made
from storage.filling import NoAccountError
from storage.models.accounts import Account
from storage.models.verification import Decision, Overrule, Verification
from storage.permits import NotAllowedError
from storage.verdicts import Verdict, VerdictError
from tests.conversations.filled import Filling
from tests.conversations.finished import SECOND_VERIFIER, VERIFIER, crowd, finished, verifier
from tests.house import SARI, House
from tests.storage.officers import texts

STRANGER = 999
TODAY = date(2022, 9, 1)


def staffed(house: House) -> int:
    """Two verifiers work at the instansi; its id."""
    verifier(house)
    verifier(house, SECOND_VERIFIER)
    return house.opens().id


def claims(house: House, person: int = VERIFIER) -> int | None:
    """Somebody takes a card."""
    return verification.claim(house.session, house.opens().id, person, house.now)


def decides(house: House, sari: Filling, verdict: Verdict, person: int = VERIFIER) -> None:
    """Somebody decides."""
    submission = submissions.load(house.session, house.vault, sari.account)
    verdicts.decide(house.session, house.vault, submission, verdict, person, TODAY, house.now)


def seen(house: House, sari: Filling) -> str:
    """The version of what is looked at."""
    return submissions.load(house.session, house.vault, sari.account).version


def test_the_one_that_ended_first_comes_first(house: House) -> None:
    """Whoever holds a card gets the same; the other verifier the next, and the third nobody."""
    staffed(house)
    late, early = crowd(house, 2)
    house.session.get_one(Account, early.account).finished_at = house.now - timedelta(hours=1)
    house.session.flush()
    assert [claims(house), claims(house), claims(house, SECOND_VERIFIER)] == [early.worker, early.worker, late.worker]
    verifier(house, 513)
    assert claims(house, 513) is None
    assert verification.waiting(house.session, house.opens().id, 513, house.now) == verification.Waiting(2, 2)


def test_a_held_card_lapses(house: House) -> None:
    """After 15 minutes; whoever takes it once more in time holds it longer."""
    instansi = staffed(house)
    sari = finished(house)
    claims(house)
    house.waits(timedelta(minutes=10))
    claims(house)
    house.waits(timedelta(minutes=14))
    assert verification.held(house.session, instansi, VERIFIER, house.now) == sari.worker
    assert claims(house, SECOND_VERIFIER) is None
    house.waits(timedelta(minutes=1))
    assert verification.held(house.session, instansi, VERIFIER, house.now) is None
    assert claims(house, SECOND_VERIFIER) == sari.worker


def test_only_finished_workers_are_cards(house: House) -> None:
    """Of this instansi."""
    staffed(house)
    for sari, status in zip(crowd(house, 4), ("berakun", "mengisi", "dikembalikan", "disetujui"), strict=True):
        sari.is_decided(status)
    house.opens("RSUD", "Rumah Sakit Contoh")
    finished(house, SARI, 71, "RSUD")
    assert claims(house) is None


def test_a_card_can_be_taken_by_name(house: House) -> None:
    """Unless another verifier holds it, or it is none."""
    instansi = staffed(house)
    first, second = crowd(house, 2)
    claims(house)
    taken = [
        verification.claim_this(house.session, instansi, worker, SECOND_VERIFIER, house.now)
        for worker in (first.worker, second.worker, second.worker, 1)
    ]
    assert taken == [False, True, True, False]


def test_whoever_is_no_verifier_there_gets_nothing(house: House) -> None:
    """Neither a card, nor the list, nor a decision, nor a look; and sets no rule aside."""
    instansi = staffed(house)
    sari = finished(house)
    submission = submissions.load(house.session, house.vault, sari.account)
    record, verdict = submission.record, Verdict(APPROVED, submission.version)
    for act in (
        lambda: claims(house, STRANGER),
        lambda: verification.claim_this(house.session, instansi, sari.worker, STRANGER, house.now),
        lambda: verification.listed(house.session, instansi, STRANGER, 10),
        lambda: decides(house, sari, verdict, STRANGER),
        lambda: submissions.looked(house.session, house.vault, record, STRANGER, "data", house.now),
        lambda: overrules.set_aside(
            house.session, house.vault, instansi, SARI.nik, "blu", "Surat", STRANGER, house.now
        ),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_decision_is_kept_once_with_its_words_sealed(house: House) -> None:
    """The card is gone with it, and whoever decides again is told so."""
    staffed(house)
    sari = finished(house)
    claims(house)
    verdict = Verdict(RETURNED, seen(house, sari), ("sk", "lainnya"), "Halaman kedua terpotong")
    decides(house, sari, verdict)
    [made] = decisions.of_worker(house.session, house.vault, sari.worker, house.now)
    assert (made.by, made.verdict, made.reasons, made.words) == (
        *(VERIFIER, RETURNED, ("sk", "lainnya"), "Halaman kedua terpotong"),
    )
    assert b"terpotong" not in texts(house.session, Decision)
    assert texts(house.session, Verification) == b""
    assert sari.record().finished_at is None
    assert decisions.last_by(house.session, VERIFIER, house.opens().id) == ("SARI WULANDARI", RETURNED, house.now)
    with pytest.raises(VerdictError, match="sudah_diputuskan"):
        decides(house, sari, verdict)


def test_one_card_of_several_can_be_decided(house: House) -> None:
    """Whoever has one card open by hand decides on others, as a sheet does; the first one stays held."""
    instansi = staffed(house)
    first, second = crowd(house, 2)
    claims(house)
    verification.claim_this(house.session, instansi, second.worker, VERIFIER, house.now)
    decides(house, second, Verdict(APPROVED, seen(house, second)))
    assert [first.record().status, second.record().status] == ["selesai", "disetujui"]
    assert verification.held(house.session, instansi, VERIFIER, house.now) == first.worker


def test_of_several_cards_the_first_to_be_registered_is_at_hand(house: House) -> None:
    """Whichever was taken last."""
    instansi = staffed(house)
    first, second = crowd(house, 2)
    for one in (first, second, first):
        assert verification.claim_this(house.session, instansi, one.worker, VERIFIER, house.now)
    assert verification.held(house.session, instansi, VERIFIER, house.now) == first.worker


@pytest.mark.parametrize("happens", ["berubah", "kartu_lepas", "tanpa_alasan", "tutup", "difinalisasi", "dibuka"])
def test_what_cannot_be_decided_stays_as_it_was(house: House, happens: str) -> None:
    """Each for its own reason."""
    staffed(house)
    sari = finished(house)
    claims(house)
    verdict = Verdict(RETURNED, seen(house, sari), ("sk",))
    match happens:
        case "berubah":
            verdict = Verdict(RETURNED, "0" * 16, ("sk",))
        case "kartu_lepas":
            house.waits(verification.LAPSE)
        case "tanpa_alasan":
            verdict = Verdict(RETURNED, seen(house, sari))
        case "tutup":
            house.ends_on(date(2022, 8, 31))
        case "difinalisasi":
            house.finalises()
        case _:
            sari.is_decided("mengisi")
    with pytest.raises(VerdictError, match=happens):
        decides(house, sari, verdict)
    assert decisions.last_by(house.session, VERIFIER, house.opens().id) is None


def test_two_who_loaded_the_same_decide_once(house: House) -> None:
    """The row is asked in the very statement that changes it."""
    staffed(house)
    sari = finished(house)
    claims(house)
    submission = submissions.load(house.session, house.vault, sari.account)
    sari.is_decided("disetujui")
    with pytest.raises(VerdictError, match="sudah_diputuskan"):
        verdicts.decide(
            *(house.session, house.vault, submission, Verdict(APPROVED, submission.version)),
            *(VERIFIER, TODAY, house.now),
        )


def test_the_version_changes_with_whatever_is_looked_at(house: House) -> None:
    """Biodata, papers, pictures and riwayat; not with a look, nor with a rule that is set aside."""
    instansi = staffed(house)
    sari = finished(house)
    versions = [seen(house, sari)]
    submissions.looked(house.session, house.vault, sari.record(), VERIFIER, "data", house.now)
    overrules.set_aside(house.session, house.vault, instansi, SARI.nik, "blu", "Surat", VERIFIER, house.now)
    assert seen(house, sari) == versions[0]
    picture = {"file": "f" * 24, "size": 9, "width": 300, "height": 400, "warnings": ["background_not_blue"]}
    for change in (
        lambda: sari.has_biodata(nama_sekolah="Universitas Teladan"),
        lambda: sari.has_paper("ijazah"),
        lambda: sari.has_entry(date(2015, 1, 1), date(2015, 12, 31)),
        lambda: account_pictures.replace(
            house.session, house.vault, sari.account, "pasfoto", picture, sari.person, house.now
        ),
    ):
        change()
        house.session.expire_all()
        versions.append(seen(house, sari))
    assert len(set(versions)) == len(versions)


def test_a_picture_that_never_was_is_not_replaced(house: House) -> None:
    """Nor one of an account that is gone; the same file again lets none go."""
    sari = finished(house)
    picture = {"file": "f" * 24, "size": 9, "width": 300, "height": 400, "warnings": []}
    given = (house.session, house.vault)
    with pytest.raises(NoAccountError):
        account_pictures.replace(*given, sari.account, "ijazah", picture, sari.person, house.now)
    with pytest.raises(NoAccountError):
        account_pictures.replace(*given, 1, "ktp", picture, sari.person, house.now)
    replaced = [
        account_pictures.replace(*given, sari.account, "ktp", picture, sari.person, house.now) for _ in range(2)
    ]
    assert replaced[0] in house.files.kept
    assert replaced[1] is None


def test_what_is_to_be_mended(house: House) -> None:
    """Only the last decision, while the record is open for its worker."""
    sari = finished(house)

    def made(verdict: str) -> None:
        decided = Made(sari.worker, house.opens().id, VERIFIER, verdict, ("sk",), "", house.now)
        decisions.keep(house.session, house.vault, decided)

    def mends(status: str) -> str:
        found = decisions.to_mend(house.session, house.vault, sari.worker, status)
        return found.verdict if found else ""

    assert mends("mengisi") == ""
    made(RETURNED)
    assert [mends(status) for status in ("dikembalikan", "mengisi", "selesai", "disetujui")] == [
        *(RETURNED, RETURNED, "", ""),
    ]
    made(REOPENED)
    assert mends("mengisi") == ""


def test_a_rule_is_set_aside_by_nik(house: House) -> None:
    """Before anybody is registered, in one instansi alone; the first reason stays, sealed; each try is in the trail."""
    instansi = staffed(house)
    given = (house.session, house.vault, instansi)
    assert not overrules.any_in(house.session, instansi)
    for reason in ("Surat Bupati 1", "Surat Bupati 2"):
        overrules.set_aside(*given, SARI.nik, "too_old", reason, VERIFIER, house.now)
    overrules.set_aside(*given, SARI.nik, "blu", "Surat Bupati 3", VERIFIER, house.now)
    [first, second] = overrules.of_nik(*given, SARI.nik)
    assert (first.rule, first.reason, first.by, first.at) == ("too_old", "Surat Bupati 1", VERIFIER, house.now)
    assert second.rule == "blu"
    many = [f"32010147039{number:05d}" for number in range(600)]
    assert overrules.of_niks(*given, [*many, SARI.nik]) == {SARI.nik: {"too_old", "blu"}}
    assert overrules.of_niks(house.session, house.vault, instansi + 1, [SARI.nik]) == {}
    assert overrules.any_in(house.session, instansi)
    assert b"Bupati" not in texts(house.session, Overrule)
    entries = audit.of_subject(house.session, house.vault, [0], 100, "kesampingkan")
    assert [one.body["reason"] for one in entries] == ["Surat Bupati 1", "Surat Bupati 2", "Surat Bupati 3"]


def test_whoever_takes_the_consent_back_leaves_only_figures(house: House) -> None:
    """Neither a card nor the verifier's words; and the record cannot be loaded any more."""
    staffed(house)
    sari = finished(house)
    claims(house)
    decides(house, sari, Verdict(RETURNED, seen(house, sari), ("sk",), "Halaman kedua"))
    sari.has_ended()
    claims(house)
    withdrawal.withdraw(house.session, house.vault, sari.account, sari.person, house.now)
    [made] = decisions.of_worker(house.session, house.vault, sari.worker, house.now)
    assert (made.verdict, made.reasons, made.words) == (RETURNED, (), "")
    assert texts(house.session, Verification) == b""
    with pytest.raises(NoAccountError):
        submissions.load(house.session, house.vault, sari.account)


def test_a_finalised_record_whose_consent_was_taken_back_is_not_loaded(house: House) -> None:
    """It stays as it was finalised, and nobody decides on it."""
    staffed(house)
    sari = finished(house)
    house.finalises()
    withdrawal.withdraw(house.session, house.vault, sari.account, sari.person, house.now)
    with pytest.raises(NoAccountError):
        submissions.load(house.session, house.vault, sari.account)
    house.reopens()
    assert claims(house) is None


def test_a_consent_that_was_taken_back_meanwhile(house: House) -> None:
    """What was loaded before it is not decided."""
    staffed(house)
    sari = finished(house)
    claims(house)
    submission = submissions.load(house.session, house.vault, sari.account)
    withdrawal.withdraw(house.session, house.vault, sari.account, sari.person, house.now)
    with pytest.raises(VerdictError, match="ditarik"):
        verdicts.decide(
            *(house.session, house.vault, submission, Verdict(APPROVED, submission.version)),
            *(VERIFIER, TODAY, house.now),
        )
