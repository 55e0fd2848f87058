"""What a person does on the page, by name: each act is one POST with an `Act` as its body."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

import msgspec

from bot.playground.cast import Sample
from bot.playground.people import User

File = tuple[bytes, str, str]
Perform = Callable[[User, "Act", Sample | None], Awaitable[None]]
_ALBUM = 10


class Act(msgspec.Struct, frozen=True):
    """The fields that the acts take; each act reads its own."""

    text: str = ""
    message_id: int = 0
    data: str = ""
    key: str = ""
    photo: bool = False
    blocked: bool = False


async def send_files(user: User, files: list[File], *, as_photo: bool, caption: str = "") -> None:
    """Send files (bytes, name, media type): several together are albums of at most ten.

    Raises ApiError when one is sent as a photo and is none.
    """
    for first in range(0, len(files), _ALBUM):
        some = files[first : first + _ALBUM]
        if len(some) > 1:
            await user.album([data for data, _, _ in some] if as_photo else some)
        elif as_photo:
            await user.photo(some[0][0], caption)
        else:
            await user.document(*some[0], caption=caption)


async def _text(user: User, act: Act, _sample: Sample | None) -> None:
    await user.text(act.text)


async def _start(user: User, act: Act, _sample: Sample | None) -> None:
    await user.start(act.data)


async def _follow(user: User, act: Act, _sample: Sample | None) -> None:
    if await user.follow(act.data) is None:
        raise LookupError("not a link to this bot")


async def _tap(user: User, act: Act, _sample: Sample | None) -> None:
    await user.tap(act.message_id, act.data)


async def _press(user: User, act: Act, _sample: Sample | None) -> None:
    await user.press(act.text)


async def _edit(user: User, act: Act, _sample: Sample | None) -> None:
    await user.edit(act.message_id, act.text)


async def _block(user: User, act: Act, _sample: Sample | None) -> None:
    await user.block(blocked=act.blocked)


async def _read(user: User, act: Act, _sample: Sample | None) -> None:
    user.has_read(act.message_id)


async def _send_sample(user: User, act: Act, sample: Sample | None) -> None:
    if sample is None:
        raise LookupError("no sample was named")
    file = (sample.load(), sample.filename, sample.mime)
    await send_files(user, [file], as_photo=act.photo)


async def _contact(user: User, _act: Act, _sample: Sample | None) -> None:
    await user.contact()


async def _sticker(user: User, _act: Act, _sample: Sample | None) -> None:
    await user.sticker()


async def _voice(user: User, _act: Act, _sample: Sample | None) -> None:
    await user.voice()


async def _video(user: User, _act: Act, _sample: Sample | None) -> None:
    await user.video()


async def _location(user: User, _act: Act, _sample: Sample | None) -> None:
    await user.location()


ACTS: Mapping[str, Perform] = MappingProxyType(
    {
        "text": _text,
        "start": _start,
        "follow": _follow,
        "tap": _tap,
        "press": _press,
        "edit": _edit,
        "block": _block,
        "read": _read,
        "sample": _send_sample,
        "contact": _contact,
        "sticker": _sticker,
        "voice": _voice,
        "video": _video,
        "location": _location,
    }
)
