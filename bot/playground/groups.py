"""A group with the bot in it, for what the bot must not do there."""

from dataclasses import dataclass

from bot.playground.call import Json
from bot.playground.rendering import detect
from bot.playground.world import World


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat with the bot in it."""

    world: World
    id: int
    title: str

    def say(self, person: Json, text: str) -> int:
        """Let somebody write in the group and give the message's id."""
        chat = self.world.open_chat({"id": self.id, "type": "supergroup", "title": self.title})
        content: Json = {"text": text}
        if entities := detect(text, []):
            content["entities"] = entities
        message = self.world.say(chat, content, person, by_bot=False)
        self.world.updates.push("message", message, int(person["id"]))
        return int(message["message_id"])
