"""A person in a private chat with the bot, for tests that read as chats.

What the person does goes through the gateway's own translation, then, as in `bot.turns`, through JSON and a real store
into the conversations; whatever they answer is put into its real words, so that a missing text fails at once. Jobs run
in place: no network, no waiting. A failed expectation shows what was heard instead.
"""

import asyncio
import html
import re
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

import msgspec

from bot import outgoing
from bot.conversations.context import Context
from bot.conversations.reception import routing
from bot.conversations.visit import Spoken, Visit
from bot.engine import inputs, state
from bot.engine.effects import Album, Button, Commands, Discard, Erase, Say, ShareContact, Toast, Work
from bot.engine.inputs import Done, Input
from bot.engine.machine import Moment
from bot.engine.state import State
from bot.gateway import updates
from bot.gateway.translate import translate
from storage import accounts, conversations
from storage.conversations import Draft
from tests.house import SARI, House, Who, hashed, photo, verified
from tests.roster_jobs import roster_jobs

_TAG = re.compile(r"</?(?:b|i|code|a)(?: [^>]*)?>")
_LONGEST_WAY = 60
TYPED = {
    "cari_kabupaten": "bogor",
    "alamat": "Jl. Melati No. 7 RT 02/RW 05, Contoh",
    "cari_pendidikan": "pgsd",
    "nomor_ijazah": "UN-12/2012",
    "nama_sekolah": "Universitas Contoh",
    "tanggal_lulus": "15-08-2012",
    "nomor_sk": "800/123/2015",
    "tanggal_sk": "02-01-2015",
    "tanggal_mulai": "02-01-2015",
    "tanggal_berakhir": "31-12-2017",
    "unit_kerja": "SDN Contoh 2",
    "jabatan": "Guru Kelas",
    "jabatan_penandatangan": "Kepala Dinas",
    "alasan": "SK tahun 2015 belum saya unggah.",
}
"""Good answers to what is asked after the account is made."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A button on a screen: its text's code, its label, and the data that a tap brings back."""

    code: str
    label: str
    data: str


class Chat:
    """What a person does, and what they expect to hear; every method gives the chat back."""

    def __init__(self, house: House, person: int = 71) -> None:
        self.house = house
        self.person = person
        self.codes: list[str] = []
        self.words: list[str] = []
        self.screen: Say | None = None
        self.place = ""
        self.buttons: list[Shown] = []
        self.menu: tuple[str, ...] = ()
        self.erased: list[int] = []
        self.jobs: list[Work] = []
        self.files: list[str] = []
        self.patient = False
        self._messages = 0
        self._drafts: dict[str, State] = {}

    # -- what the person does --------------------------------------------------------------------------------------

    def says(self, text: str) -> Self:
        """Type something; a command too."""
        return self._message(text=text)

    def taps(self, code: str, label: str = "") -> Self:
        """Tap the button with this text; it must be there, and so must a label if one is given."""
        return self.taps_data(self.button(code, label).data)

    def taps_data(self, data: str) -> Self:
        """Tap a button by its data: one of an old screen, or a forged one."""
        under = updates.Message(self._messages, self._chat(), None)
        query = updates.CallbackQuery("q", updates.User(self.person), under, data)
        return self._update(updates.Update(0, callback_query=query))

    def button(self, code: str, label: str = "") -> Shown:
        """The button with this text on what can be seen now."""
        found = [shown for shown in self.buttons if shown.code == code and label in shown.label]
        assert found, f"no button {code} {label!r}, but {[(shown.code, shown.label) for shown in self.buttons]}"
        return found[-1]

    def sends_photo(self, data: bytes | None = None, *, album: str = "", size: int | None = None) -> Self:
        """Send a photo; without `data` a good pasfoto."""
        given = photo() if data is None else data
        name = f"photo-{self._messages}-{self.person}"
        self.house.sent.files[name] = given
        file = updates.File(name, len(given) if size is None else size)
        return self._message(photo=[file], media_group_id=album)

    def sends_file(self, data: bytes) -> Self:
        """Send a file, such as a PDF."""
        name = f"file-{self._messages}-{self.person}"
        self.house.sent.files[name] = data
        return self._message(document=updates.File(name, len(data)))

    def sends(self, kind: str, album: str = "") -> Self:
        """Send a sticker, a voice, a video, a location, or something else."""
        content: dict[str, Any] = {kind: msgspec.Raw(b"{}")} if kind != "poll" else {}
        return self._message(media_group_id=album, **content)

    def shares_contact(self, phone: str, *, own: bool = True) -> Self:
        """Share a contact: one's own with the button, or somebody else's."""
        return self._message(contact=updates.Contact(phone, self.person if own else self.person + 1))

    def edits(self, text: str = "perbaikan") -> Self:
        """Change a message that was sent before."""
        edited = updates.Message(self._messages, self._chat(), updates.User(self.person), text)
        return self._update(updates.Update(0, edited_message=edited))

    def hears_what(self, given: Input) -> Self:
        """Let the conversations take an input as it is."""
        self._begin()
        return self._turn(given)

    def waits(self, how_long: timedelta) -> Self:
        """Let time pass."""
        self.house.waits(how_long)
        return self

    def restarts(self, *, captcha_on: bool = True) -> Self:
        """Let the bot stop and start."""
        self.house.restarts(captcha_on=captcha_on)
        return self

    def goes_to(self, code: str, who: Who = SARI) -> Self:
        """Answer well until this screen shows."""
        if self.screen is None:
            self.says("/daftar")
        for _ in range(_LONGEST_WAY):
            assert self.screen is not None
            if self.screen.text == code:
                return self
            self.answers(who)
        raise AssertionError(f"{code} never came; last heard: {self.codes}")

    def logs_in(self, who: Who = SARI) -> Self:
        """Open this person's account from here; make it before, if there is none."""
        if accounts.credentials(self.house.session, self.house.vault, who.nik) is None:
            self.goes_to("ask.selesai", who)
        self.says("/masuk")
        assert self.screen is not None
        if self.screen.text == "ask.password" and who.nik[-4:] not in "".join(self.words):
            self.taps("button.nik_lain")
        return (self.says(who.nik) if self.screen.text == "ask.nik" else self).says(who.password)

    def answers(self, who: Who = SARI) -> Self:  # noqa: PLR0911 - one line for each kind of question
        """Give a good answer to the present question."""
        assert self.screen is not None
        name = self.screen.text.removeprefix("ask.")
        match name:
            case "captcha_identitas" | "captcha_data" | "captcha_biodata":
                assert self.screen.media is not None
                return self.says(self.screen.media.ref.lower())
            case "ktp" | "pasfoto" | "swafoto" | "kartu":
                return self.sends_photo()
            case "ijazah" | "kk" | "sk" | "bukti" if self.place in {"dokumen", "riwayat"}:
                return self.sends_photo()
            case "cari_instansi":
                return self.says("dinas")
            case "akhiri":
                return self.taps("button.akhiri")
            case _ if name in TYPED and self.place in {"biodata", "riwayat", "final"}:
                return self.says(TYPED[name])
            case _ if hasattr(who, name) and not self.screen.text.startswith("offer."):
                return self.says(getattr(who, name))
            case _:
                return self.taps_data(next(shown.data for shown in self.buttons if not shown.data.startswith("/")))

    # -- jobs ------------------------------------------------------------------------------------------------------

    def lets_jobs_wait(self) -> Self:
        """From now on jobs stay under way until they are finished by hand."""
        self.patient = True
        return self

    def job_finishes(self, number: int = 0, result: dict[str, Any] | None = None) -> Self:
        """A job under way comes back, with its real result or with this one."""
        work = self.jobs.pop(number)
        self._begin()
        return self._turn(Done(work.flow, work.revision, self.result(work) if result is None else result))

    def job_fails(self) -> Self:
        """A job under way fails every time it is tried."""
        return self.job_finishes(result={"refused": "job_failed", "params": {}})

    def result(self, work: Work) -> dict[str, Any]:
        """What the real worker answers, hashing cheaply."""
        house = self.house
        match work.kind:
            case "hash_secret":
                return hashed(work)
            case "check_password":
                found = accounts.credentials(house.session, house.vault, work.args["nik"])
                right = found is not None and verified(found.password_hash, work.args["text"])
                if found is None or not right:
                    return {"value": {"account": 0, "of": ""}}
                mark = accounts.hash_mark(house.vault, found.password_hash)
                return {"value": {"account": found.account_id, "of": mark}}
            case "check_answer":
                kept = accounts.jawaban_hash(house.session, work.args["account"])
                return {"value": {"right": verified(kept, work.args["text"])}}
            case kind:
                jobs = {
                    "check_picture": house.uploads.check_picture,
                    "shrink_picture": house.uploads.shrink_picture,
                    "check_paper": house.papers.check_paper,
                    "read_card": house.cards.read_card,
                    **roster_jobs(house),
                    "search_workers": house.search.search_workers,
                    **house.letters,
                }
                return asyncio.run(jobs[kind](self.person, work.args))

    # -- what the person expects -----------------------------------------------------------------------------------

    def hears(self, *codes: str) -> Self:
        """The last turn said these, each as a text, the reason above it, what stands below it, or a toast."""
        missing = [code for code in codes if code not in self.codes]
        assert not missing, f"not heard: {missing}; heard: {self.codes}"
        return self

    def hears_not(self, *codes: str) -> Self:
        """The last turn said none of these."""
        heard = [code for code in codes if code in self.codes]
        assert not heard, f"heard: {heard}, among {self.codes}"
        return self

    def hears_nothing(self) -> Self:
        """The last turn said nothing at all."""
        assert not self.codes, f"heard: {self.codes}"
        return self

    def sees(self, *fragments: str) -> Self:
        """The words of the last turn, without their markup, hold these."""
        text = "\n".join(self.words)
        assert all(fragment in text for fragment in fragments), f"{fragments} not in:\n{text}"
        return self

    def sees_not(self, *fragments: str) -> Self:
        """The words of the last turn hold none of these."""
        text = "\n".join(self.words)
        assert not any(fragment in text for fragment in fragments), f"one of {fragments} in:\n{text}"
        return self

    def has_buttons(self, *codes: str) -> Self:
        """What can be tapped now has these buttons."""
        here = [shown.code for shown in self.buttons]
        assert all(code in here for code in codes), f"{codes} not among {here}"
        return self

    def lost_last_message(self) -> Self:
        """The person's last message was deleted from the chat."""
        assert self._messages in self.erased, "the message is still there"
        return self

    def was_told(self, *codes: str) -> Self:
        """What others did brought this person these messages since they were asked last; `sees` looks into them."""
        told = self.house.told.pop(self.person, [])
        assert [code for code, _ in told] == list(codes), f"told: {[code for code, _ in told]}"
        self.words = [words for _, words in told]
        return self

    # -- the turn, as bot.turns does it ----------------------------------------------------------------------------

    def states(self) -> dict[str, State]:
        """The drafts as they were stored last."""
        return self._drafts

    def _chat(self) -> updates.Chat:
        return updates.Chat(self.person, "private")

    def _message(self, **content: Any) -> Self:  # noqa: ANN401 - Telegram's fields
        self._messages += 1
        sender = updates.User(self.person)
        return self._update(updates.Update(0, updates.Message(self._messages, self._chat(), sender, **content)))

    def _update(self, update: updates.Update) -> Self:
        translated = translate(update)
        assert translated is not None
        self._begin()
        return self._turn(translated[1])

    def _begin(self) -> None:
        self.codes, self.words, self.files = [], [], []

    def _turn(self, given: Input) -> Self:
        packed = msgspec.json.encode(inputs.to_json(given))
        contexts: list[Context] = []
        with ExitStack() as savepoint:
            moment = Moment(self.house.now, self.house.dice)
            visit = Visit(self.house.flows, moment, lambda: self._store(savepoint, contexts))
            lay = self._recall()
            visit.remember(lay)
            spoken = routing.respond(visit, inputs.from_json(msgspec.json.decode(packed)))
        self._keep(visit, lay)
        for notice in (notice for context in contexts for notice in context.notices):
            self.house.tells(notice)
        for one in spoken:
            self._hear(one)
        while self.jobs and not self.patient:
            work = self.jobs.pop(0)
            self._turn(Done(work.flow, work.revision, self.result(work)))
        return self

    def _store(self, savepoint: ExitStack, contexts: list[Context]) -> Context:
        if not contexts:
            savepoint.enter_context(self.house.session.begin_nested())
            contexts.append(self.house.context(self.person))
        return contexts[0]

    def _recall(self) -> list[Draft]:
        return conversations.load(self.house.session, self.house.vault, [self.person]).get(self.person, [])

    def _keep(self, visit: Visit, lay: list[Draft]) -> None:
        drafts = [
            Draft(self.person, name, name == visit.active, msgspec.json.encode(state.to_json(visit.flows[name], kept)))
            for name, kept in visit.states.items()
        ]
        # What did not change stays as it lies: what came along in this very turn may lie there.
        conversations.save(self.house.session, self.house.vault, [draft for draft in drafts if draft not in lay])
        for name in {draft.flow for draft in lay} - set(visit.states):
            conversations.drop(self.house.session, self.person, name)
        self._drafts = dict(visit.states)

    # -- what comes back -------------------------------------------------------------------------------------------

    def _hear(self, spoken: Spoken) -> None:
        conversation, effect = spoken
        match effect:
            case Say():
                self._read(conversation, effect)
            case Album():
                self._look_at(conversation, effect)
            case Toast(text=text):
                if text:
                    self.codes.append(f"toast.{text}")
                    self.words.append(self.house.words.text(conversation, f"toast.{text}", plain=True))
            case Erase(message=message):
                self.erased.append(message)
            case Commands(roles=roles):
                self.menu = roles
            case Work(kind=kind, args=args, flow=flow, revision=revision):
                job = outgoing.decode_task(outgoing.encode(outgoing.Job(kind, args, flow, revision)))
                assert isinstance(job, outgoing.Job)
                self.jobs.append(Work(job.kind, job.args, job.flow, job.revision))
            case Discard():
                self.house.forgets(effect)

    def _look_at(self, conversation: str, effect: Album) -> None:
        """The files that were shown together are `files`; the text and the captions were heard."""
        album = outgoing.decode_send(outgoing.encode(self.house.words.album(conversation, effect)))
        assert isinstance(album, outgoing.Album)
        self.codes += [code for code in (effect.text, *(caption for _, caption in effect.files)) if code]
        self.words += [html.unescape(_TAG.sub("", words)) for words in (album.html, *dict(album.items)) if words]
        self.files += [attachment.ref for _, attachment in album.items]

    def _read(self, conversation: str, say: Say) -> None:
        message = outgoing.decode_send(outgoing.encode(self.house.words.message(conversation, say)))
        assert isinstance(message, outgoing.Message)
        self.codes += [code for code in (say.above and say.above[0], say.text, say.below and say.below[0]) if code]
        self.words.append(html.unescape(_TAG.sub("", message.html)))
        if say.screen:
            self.screen, self.place = say, conversation
            self.buttons = []
        keys = [key for row in message.rows for key in row]
        inline = [button for button in say.buttons if not isinstance(button, ShareContact)]
        self.buttons += [Shown(button.label, key.label, key.data) for button, key in zip(inline, keys, strict=True)]
        if message.contact:
            self.buttons.append(Shown(_contact_code(say.buttons), message.contact, ""))


def _contact_code(buttons: tuple[Button, ...]) -> str:
    return next(button.label for button in buttons if isinstance(button, ShareContact))
