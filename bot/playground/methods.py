"""The table of the Bot API's methods that the playground speaks, by lower-case name as Telegram compares them."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from bot.playground import editing, profile, sending
from bot.playground.call import Call
from bot.playground.receiving import Receiving
from bot.playground.world import World

INSTANT: Mapping[str, Callable[[World, Call], Any]] = MappingProxyType(
    {
        "sendmessage": sending.send_message,
        "sendphoto": sending.send_photo,
        "senddocument": sending.send_document,
        "sendmediagroup": sending.send_media_group,
        "sendchataction": sending.send_chat_action,
        "editmessagetext": editing.edit_message_text,
        "editmessagecaption": editing.edit_message_caption,
        "editmessagereplymarkup": editing.edit_message_reply_markup,
        "editmessagemedia": editing.edit_message_media,
        "deletemessage": editing.delete_message,
        "deletemessages": editing.delete_messages,
        "answercallbackquery": editing.answer_callback_query,
        "getme": profile.get_me,
        "getchat": profile.get_chat,
        "getfile": profile.get_file,
        "setmycommands": profile.set_my_commands,
        "deletemycommands": profile.delete_my_commands,
        "getmycommands": profile.get_my_commands,
        "setmydescription": profile.set_my_description,
        "setmyshortdescription": profile.set_my_short_description,
        "setchatmenubutton": profile.set_chat_menu_button,
    }
)

WAITING: Mapping[str, Callable[[Receiving, Call], Awaitable[Any]]] = MappingProxyType(
    {
        "getupdates": Receiving.get_updates,
        "setwebhook": Receiving.set_webhook,
        "deletewebhook": Receiving.delete_webhook,
        "getwebhookinfo": Receiving.get_webhook_info,
    }
)
