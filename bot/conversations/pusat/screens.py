"""What the desk of pusat shows."""

from typing import Any, Final

from bot.conversations.pusat import names
from bot.conversations.pusat.answers import day_of
from bot.conversations.pusat.telling import deadline
from bot.engine.effects import Button, Params, Pick, Run, Term
from bot.engine.parse import Answers

TO_MENU: Final = Run("button.ke_pusat", "/pusat")


def overview(answers: Answers) -> Params:
    """How many instansi stand where, and the next deadline."""
    isian = answers["isian"]
    following, endless = isian["berikut"], isian["tanpa_batas"]
    until = (
        *((Term("term.batas_berikut", {"day": following}),) if following else ()),
        *((Term("term.tanpa_batas_sebanyak", {"count": endless}),) if endless else ()),
    )
    standings = tuple(Term(f"term.ada_{one}", {"count": count}) for one, count in isian["keadaan"].items() if count)
    return {"keadaan": standings or Term("term.tak_ada_instansi"), "batas": until or (Term("term.semua_lewat"),)}


def menu(answers: Answers) -> tuple[Button, ...]:
    """What pusat does; a report of fraud only while there are some."""
    reports = answers.get("isian", {}).get("laporan", 0)
    return (
        Pick("button.daftar_instansi", names.LIST),
        Pick("button.tambah_instansi", names.ADD),
        Pick("button.batas_semua", names.DEADLINE),
        Run("button.petugas", "/petugas"),
        Run("button.rekap_nasional", "/rekap nasional"),
        *((Run("button.laporan_kecurangan", "/laporan", {"count": reports}),) if reports else ()),
    )


def found(answers: Answers) -> Params:
    """Each instansi that was found, or that there is none."""
    temuan = answers["temuan"]
    lines = tuple(_line(one) for one in temuan["daftar"])
    return {"temuan": lines or (Term("term.tidak_ditemukan"),), "jumlah": temuan["jumlah"]}


def _line(one: dict[str, Any]) -> Term:
    until = Term("term.sampai", {"day": one["batas"]}) if one["batas"] else Term("term.tanpa_sampai")
    told: Params = {"nama": one["nama"], "kode": one["kode"], "keadaan": Term(f"term.{one['keadaan']}"), "batas": until}
    return Term("term.baris", told)


def found_buttons(answers: Answers) -> tuple[Button, ...]:
    """One for each, those that come after, and the menu."""
    temuan: dict[str, Any] = answers.get("temuan", {"daftar": (), "jumlah": 0, "dari": 0, "kata": ""})
    left = temuan["jumlah"] - temuan["dari"] - len(temuan["daftar"])
    on = f"/pusat {temuan['kata'] or names.ALL} +{temuan['dari'] + names.PAGE}"
    more = (Run("button.berikutnya", on, {"count": left}),) if left > 0 else ()
    return (
        *(_choice(one) for one in temuan["daftar"]),
        *more,
        TO_MENU,
    )


def _choice(one: dict[str, Any]) -> Pick:
    return Pick("button.instansi", str(one["id"]), {"nama": one["nama"], "kode": one["kode"]})


def card(answers: Answers) -> Params:
    """Where the instansi stands, until when, who works on it, and how far its workers are."""
    kartu = answers["kartu"]
    counts: dict[str, int] = kartu["pekerja"]
    lines = tuple(Term(f"term.status_{one}", {"count": counts[one]}) for one in names.STATUSES if counts.get(one))
    return {
        "nama": kartu["nama"],
        "kode": kartu["kode"],
        "keadaan": _standing(kartu),
        "batas": Term("term.batas_waktu", {"day": kartu["batas"]}) if kartu["batas"] else Term("term.tak_ada_batas"),
        "admin": Term("term.admin_sebanyak", {"count": kartu["admin"]}) if kartu["admin"] else Term("term.tanpa_admin"),
        "pekerja": lines or (Term("term.tanpa_pekerja"),),
    }


def _standing(kartu: dict[str, Any]) -> Term:
    if kartu["sejak"]:
        return Term(f"term.kartu_{kartu['keadaan']}", {"at": kartu["sejak"]})
    return Term("term.kartu_tutup" if kartu["ditutup"] else "term.kartu_terbuka")


def card_buttons(answers: Answers) -> tuple[Button, ...]:
    """The deadline, the admins, and opening it again where it was finalised."""
    kartu = answers.get("kartu", {"kode": "", "sejak": "", "keadaan": ""})
    reopening = (Pick("button.buka_kembali", names.REOPEN),) if kartu["sejak"] else ()
    is_final = kartu["keadaan"] == names.FINAL
    letter = (Run("button.sptjm", f"/pusat {names.LETTER} {kartu['kode']}"),) if is_final else ()
    return (
        Pick("button.batas_ini", names.DEADLINE),
        Run("button.admin", f"/petugas {kartu['kode']}"),
        *letter,
        *reopening,
        TO_MENU,
    )


def whose_deadline(answers: Answers) -> Params:
    """Of which instansi, or of all."""
    return {"siapa": _whose(answers)}


def _whose(answers: Answers) -> str | Term:
    return answers["kartu"]["nama"] if "tindakan" in answers else Term("term.semua_instansi")


def deadline_buttons(answers: Answers) -> tuple[Button, ...]:
    """Besides a day: none at all."""
    del answers
    return (Pick("button.tanpa_batas", names.ENDLESS), TO_MENU)


def shown_deadline(answer: str) -> Term:
    """The day as it is read."""
    return deadline(day_of(answer))


def confirmation(answers: Answers) -> Params:
    """What would change, whom it concerns, and the word where the day has passed."""
    seen = answers["batas_dilihat"]
    how = Term("term.ketik_tutup", {"word": names.CLOSE_WORD}) if seen["lampau"] else Term("term.ketuk_tetapkan")
    return {**_deadline_set(answers, seen), "cara": how}


def _deadline_set(answers: Answers, told: dict[str, Any]) -> Params:
    """Whose deadline, which day, how many of staff are told and when."""
    return {"siapa": _whose(answers), "batas": shown_deadline(answers["tanggal"]), "staf": _staff_told(told)}


def _staff_told(told: dict[str, Any]) -> Term:
    if not told["staf"]:
        return Term("term.tanpa_staf")
    if not told["mulai"]:
        return Term("term.staf_sekarang", {"count": told["staf"]})
    return Term(
        "term.staf_terlambat" if told["terlambat"] else "term.staf_nanti", {"count": told["staf"], "at": told["mulai"]}
    )


def confirmation_buttons(answers: Answers) -> tuple[Button, ...]:
    """Tetapkan, but where a word is to be typed."""
    tapped = not answers.get("batas_dilihat", {"lampau": True})["lampau"]
    return (*((Pick("button.tetapkan", "ya"),) if tapped else ()), TO_MENU)


def reopening(answers: Answers) -> Params:
    """Which instansi, and the kode that is to be typed."""
    return {"nama": answers["kartu"]["nama"], "kode": answers["kartu"]["kode"]}


def done(answers: Answers) -> Params:
    """What was done."""
    if answers.get("menu") == names.ADD:
        return {"kabar": Term("term.beres_tambah", {"nama": answers["nama"], "kode": answers["kode"]})}
    if answers.get("tindakan") == names.REOPEN:
        return {"kabar": Term("term.beres_buka", {"nama": answers["kartu"]["nama"]})}
    return {"kabar": Term("term.beres_batas", _deadline_set(answers, answers["batas_ditetapkan"]))}


def done_buttons(answers: Answers) -> tuple[Button, ...]:
    """The instansi that it was about, and the menu."""
    if answers.get("menu") == names.ADD:
        return (Run("button.undang_admin", f"/petugas {answers['kode']}"), TO_MENU)
    kode = answers.get("kartu", {}).get("kode")
    return (*((Run("button.lihat_instansi", f"/pusat {kode}"),) if kode else ()), TO_MENU)
