"""Keyboards: what Telegram accepts below a message and what it refuses, each refusal in its own words."""

from typing import Any

from bot.playground.call import Call, Json, bad_request
from bot.playground.formatting import is_link, utf16

_DATA_BYTES = 64
_BUTTONS = 100
_ROW = 8
_COPY_UNITS = 256
_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


def read_markup(call: Call) -> tuple[Json | None, Json | None]:
    """Give (inline keyboard, reply keyboard order) of a call; at most one of them is there.

    The second is a ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply. Raises 400 for what Telegram refuses.
    """
    markup = call.mapping("reply_markup")
    if not markup:
        return None, None
    if "inline_keyboard" in markup:
        return read_inline(markup["inline_keyboard"]), None
    if not any(name in markup for name in _KEYBOARDS):
        raise bad_request("object expected as reply markup")
    if "keyboard" in markup:
        return None, {**markup, "keyboard": _read_keyboard(markup["keyboard"])}
    return None, markup


def read_inline_only(call: Call) -> Json | None:
    """Give the inline keyboard of an edit; raises 400 for any other kind of keyboard."""
    inline, other = read_markup(call)
    if other is not None:
        raise bad_request("inline keyboard expected")
    return inline


def read_inline(rows: object) -> Json | None:
    """Check an inline keyboard's rows; an empty one is none. Raises 400."""
    checked = [[_inline_button(button) for button in row] for row in _rows(rows, "inline keyboard")]
    checked = [row for row in checked if row]
    return {"inline_keyboard": checked} if checked else None


def _rows(rows: object, what: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f"can't parse {what}: expected an array of arrays of buttons")
    if sum(map(len, rows)) > _BUTTONS or any(len(row) > _ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be used")
    _check_action(button, actions[0])
    return button


def _check_action(button: Json, action: str) -> None:
    value = button[action]
    if action == "callback_data" and not (isinstance(value, str) and 1 <= len(value.encode()) <= _DATA_BYTES):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not is_link(str(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Unsupported URL protocol")
    if action == "copy_text" and not (
        isinstance(value, dict) and 1 <= utf16(str(value.get("text", ""))) <= _COPY_UNITS
    ):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _read_keyboard(rows: object) -> list[list[Json]]:
    checked = []
    for row in _rows(rows, "reply keyboard"):
        buttons = [{"text": button} if isinstance(button, str) else button for button in row]
        for button in buttons:
            if not isinstance(button, dict) or not str(button.get("text", "")).strip():
                raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
        checked.append(buttons)
    if not any(checked):
        raise bad_request("reply keyboard must be non-empty")
    return checked
