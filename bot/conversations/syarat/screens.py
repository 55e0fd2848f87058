"""What `/cek_syarat` shows: its buttons, the rule behind the answer before, and what all answers come to."""

from bot.conversations.syarat.names import AGES, JOBS, MET, NOT_MET, OTHER_JOB, PAID_FROM, RULES, SINCES, THK2, TO_JUDGE
from bot.engine.effects import Button, Params, Pick, Run, Term
from bot.engine.parse import Answers


def taps(answers: Answers, rule: str) -> tuple[Button, ...]:
    """The answers to a question; those of age, of time and of wages are the terms' own, and none before these are."""
    rules = answers.get("aturan")
    if rules is None:
        return ()
    match rule:
        case "thk2":
            return tuple(Pick(f"button.{tap}", tap) for tap in THK2)
        case "umur":
            return tuple(Pick(f"button.{tap}", tap, rules["batas"]) for tap in AGES)
        case "masa_kerja":
            # Where no time of work is asked for, nobody has too little of it.
            asked = SINCES if rules["batas"].get("tahun", 1) else (SINCES[0], SINCES[-1])
            return tuple(Pick(f"button.{tap}", tap, rules["batas"]) for tap in asked)
        case "gaji":
            other = "button.gaji_lain" if rules["lain_lain"] else "button.kerja_lain"
            paid = (
                Pick("button.gaji_dari", f"{PAID_FROM}{number}", {"sumber": source})
                for number, source in enumerate(rules["bayar"])
            )
            return (*paid, Pick("button.blu", "blu"), Pick(other, "gaji_lain"))
        case _:
            return tuple(Pick(f"button.{tap}", tap) for tap in (*JOBS, OTHER_JOB))


def before(answers: Answers, rule: str) -> Params:
    """What the answer before this question means."""
    earlier = [one for one in RULES[: RULES.index(rule)] if one in answers]
    if not earlier:
        return {"sebelum": Term("term.pembuka")}
    told, letter = _told(answers, earlier[-1]), answers["aturan"]["surat"]
    return {"sebelum": Term("term.menurut", {"isi": told, "surat": letter}) if letter else told}


def _told(answers: Answers, rule: str) -> Term:
    if rule == "thk2":
        return Term(f"term.{answers[rule]}")
    found = _verdict(answers, rule)
    return Term("term.aturan", {"putusan": Term(f"term.{found}"), "aturan": _rule(answers, rule)})


def _verdict(answers: Answers, rule: str) -> str:
    found: str = answers["aturan"]["putusan"][rule][answers[rule]]
    return found


def _rule(answers: Answers, rule: str) -> Term:
    rules = answers["aturan"]
    jobs: list[str] | None = rules["pekerjaan"]
    if rule == "pekerjaan" and jobs is not None:
        return Term("term.aturan_jabatan", {"jabatan": ", ".join(jobs)}) if jobs else Term("term.aturan_semua_jabatan")
    return Term(f"term.aturan_{rule}", {**rules["batas"], "bayar": " atau ".join(rules["bayar"])})


def outcome(answers: Answers) -> Params:
    """Each rule with what it comes to, and what that means together."""
    answered = [rule for rule in RULES if rule in answers]
    found = {_verdict(answers, rule) for rule in answered[1:]}
    whole = NOT_MET if NOT_MET in found else MET if found == {MET} else TO_JUDGE
    letter = answers["aturan"]["surat"]
    return {
        "penilaian": tuple(_told(answers, rule) for rule in answered),
        "kesimpulan": Term(f"term.kesimpulan_{whole}"),
        "dasar": Term("term.dasar_surat", {"surat": letter}) if letter else Term("term.dasar_lain"),
    }


def onward(answers: Answers) -> tuple[Button, ...]:
    """To an account, to help, and once more from the beginning."""
    del answers
    return (Run("button.daftar", "/daftar"), Run("button.bantuan", "/bantuan"), Run("button.ulangi", "/cek_syarat"))
