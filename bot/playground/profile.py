"""The bot's methods about itself and its chats: who it is, its command lists, its descriptions, its files."""

import re

from bot.playground.call import Call, Json, bad_request
from bot.playground.formatting import utf16
from bot.playground.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
_COMMANDS = 100
_DESCRIPTION_UNITS = 256
_ABOUT_UNITS = {"description": 512, "short_description": 120}
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})


def get_me(world: World, _call: Call) -> Json:
    """Answer `getMe`."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, call: Call) -> Json:
    """Answer `getChat`."""
    chat = world.chat(call.integer("chat_id"))
    return {**chat.info, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}


def get_file(world: World, call: Call) -> Json:
    """Answer `getFile`; its path can be fetched afterwards."""
    return world.files.describe(call.text("file_id"))


def set_my_commands(world: World, call: Call) -> bool:
    """Answer `setMyCommands`, at most 100 of them for each scope."""
    commands = call.listing("commands") or []
    if len(commands) > _COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.match(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16(str(command.get("description", ""))) <= _DESCRIPTION_UNITS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    cleaned = [
        {"command": str(command["command"]).removeprefix("/"), "description": command["description"]}
        for command in commands
    ]
    return _keep_commands(world, call, cleaned)


def delete_my_commands(world: World, call: Call) -> bool:
    """Answer `deleteMyCommands`."""
    return _keep_commands(world, call, [])


def get_my_commands(world: World, call: Call) -> list[Json]:
    """Answer `getMyCommands` of just the scope asked for."""
    return world.commands.get(_scope(world, call), [])


def _keep_commands(world: World, call: Call, commands: list[Json]) -> bool:
    world.commands[_scope(world, call)] = commands
    world.keep_settings()
    for chat_id in world.chats:
        world.announce("commands", chat_id)
    return True


def _scope(world: World, call: Call) -> str:
    scope = call.mapping("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    language = call.text("language_code")
    if kind == "chat":
        return f"chat {world.chat(int(scope.get('chat_id', 0))).id} {language}"
    return f"{kind} {language}"


def commands_for(world: World, person: Json) -> list[Json]:
    """Give the list that a person sees, by Telegram's order of scopes, own language first."""
    language = person.get("language_code", "")
    for scope in (f"chat {person['id']}", "all_private_chats", "default"):
        for code in (language, ""):
            if commands := world.commands.get(f"{scope} {code}"):
                return commands
    return []


def set_my_description(world: World, call: Call) -> bool:
    """Answer `setMyDescription`: what an empty chat shows."""
    return _keep_about(world, call, "description")


def set_my_short_description(world: World, call: Call) -> bool:
    """Answer `setMyShortDescription`: what the profile shows."""
    return _keep_about(world, call, "short_description")


def _keep_about(world: World, call: Call, name: str) -> bool:
    if utf16(call.text(name)) > _ABOUT_UNITS[name]:
        raise bad_request("text is too long")
    world.about[name] = call.text(name)
    world.keep_settings()
    return True


def set_chat_menu_button(world: World, call: Call) -> bool:
    """Answer `setChatMenuButton` for one private chat, or for all of them."""
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse MenuButton: unsupported type specified")
    chats = [world.chat(call.integer("chat_id"))] if call.text("chat_id") else list(world.chats.values())
    for chat in chats:
        chat.menu_button = button
        world.keep_chat(chat)
    return True
