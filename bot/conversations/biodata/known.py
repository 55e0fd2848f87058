"""The biodata that count, in the form of the questions' answers; what cannot be read as one is asked for."""

from bot.rules.education import level_of
from storage.records import Record


def effective(record: Record) -> dict[str, str | None]:
    """By field: what the record says, or None where the worker must be asked.

    An instansi writes levels as it likes, and its pendidikan is asked for anew where it is of another level; the
    worker's own word is believed.
    """
    values = dict(record.biodata)
    level = values["tingkat_pendidikan"] and level_of(values["tingkat_pendidikan"])
    studied = values["pendidikan_terakhir"]
    believed = record.said["pendidikan_terakhir"] is not None
    if studied and level and not believed and level_of(studied) not in {None, level}:
        values["pendidikan_terakhir"] = None
    return {**values, "tingkat_pendidikan": level or None}
