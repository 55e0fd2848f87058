"""What a person does on the page, by name: each act is one POST with an `Act` as its body."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from bot.playground.cast import Sample
from bot.playground.people import User

File = tuple[bytes, str, str]
Perform = Callable[[User, "Act", Sequence[Sample]], Awaitable[None]]
_ALBUM = 10


class Act(msgspec.Struct, frozen=True):
    """The fields that the acts take; each act reads its own."""

    text: str = ""
    message_id: int = 0
    data: str = ""
    keys: tuple[str, ...] = ()
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


async def _text(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    await user.text(act.text)


async def _start(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    await user.start(act.data)


async def _follow(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    if await user.follow(act.data) is None:
        raise LookupError("not a link to this bot")


async def _tap(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    await user.tap(act.message_id, act.data)


async def _press(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    await user.press(act.text)


async def _edit(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    await user.edit(act.message_id, act.text)


async def _block(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    await user.block(blocked=act.blocked)


async def _read(user: User, act: Act, _samples: Sequence[Sample]) -> None:
    user.has_read(act.message_id)


async def _send_samples(user: User, act: Act, samples: Sequence[Sample]) -> None:
    if not samples:
        raise LookupError("no sample was named")
    # The first time a sample is drawn, which takes longer than anybody else should wait.
    files = [(await asyncio.to_thread(one.load), one.filename, one.mime) for one in samples]
    await send_files(user, files, as_photo=act.photo)


async def _contact(user: User, _act: Act, _samples: Sequence[Sample]) -> None:
    await user.contact()


async def _sticker(user: User, _act: Act, _samples: Sequence[Sample]) -> None:
    await user.sticker()


async def _voice(user: User, _act: Act, _samples: Sequence[Sample]) -> None:
    await user.voice()


async def _video(user: User, _act: Act, _samples: Sequence[Sample]) -> None:
    await user.video()


async def _location(user: User, _act: Act, _samples: Sequence[Sample]) -> None:
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
        "samples": _send_samples,
        "contact": _contact,
        "sticker": _sticker,
        "voice": _voice,
        "video": _video,
        "location": _location,
    }
)
