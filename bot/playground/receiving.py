"""The bot's methods to get its updates: `getUpdates`, or a webhook, never both."""

import re
from dataclasses import dataclass

import msgspec

from bot.playground.call import CONFLICT, ApiError, Call, Json, bad_request
from bot.playground.webhook import Webhook
from bot.playground.world import World

_LIMIT = 100
_CONNECTIONS = range(1, 101)
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}\Z")
_BY_DEFAULT = 40


@dataclass(slots=True)
class Receiving:
    """How the bot gets its updates; `pause` is the webhook's first wait after a failure, in seconds."""

    world: World
    pause: float
    webhook: Webhook | None = None

    async def get_updates(self, call: Call) -> list[msgspec.Raw]:
        """Answer `getUpdates`; raises 409 while a webhook is set."""
        if self.webhook is not None:
            raise ApiError(
                CONFLICT,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._allow(call)
        updates = self.world.updates
        return await updates.get(call.integer("offset"), call.integer("limit", _LIMIT), call.integer("timeout"))

    async def set_webhook(self, call: Call) -> bool:
        """Answer `setWebhook`; plain http is fine here, since all is loopback. An empty url deletes it."""
        url = call.text("url")
        if not url:
            return await self.delete_webhook(call)
        if not url.startswith(("https://", "http://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret = call.text("secret_token")
        if not _SECRET.match(secret):
            raise bad_request("secret token contains unallowed characters")
        connections = call.integer("max_connections", _BY_DEFAULT)
        if connections not in _CONNECTIONS:
            raise bad_request("invalid max_connections specified")
        await self.delete_webhook(call)
        self._allow(call)
        updates = self.world.updates
        updates.end_waiting()
        self.webhook = Webhook(url, secret, connections, updates.finish, self.world.clock, self.pause)
        for update in updates.backlog():
            self.webhook.offer(update)
        updates.listener = self.webhook.offer
        return True

    async def delete_webhook(self, call: Call) -> bool:
        """Answer `deleteWebhook`."""
        await self.close()
        if call.flag("drop_pending_updates"):
            self.world.updates.drop()
        return True

    async def get_webhook_info(self, _call: Call) -> Json:
        """Answer `getWebhookInfo`."""
        info: Json = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": self.world.updates.count,
        }
        if self.webhook is not None:
            info["max_connections"] = self.webhook.max_connections
            if self.webhook.last_error is not None:
                info["last_error_date"], info["last_error_message"] = self.webhook.last_error
        if self.world.updates.allowed:
            info["allowed_updates"] = sorted(self.world.updates.allowed)
        return info

    async def close(self) -> None:
        """Stop the webhook, if there is one."""
        webhook, self.webhook = self.webhook, None
        self.world.updates.listener = None
        if webhook is not None:
            await webhook.close()

    def _allow(self, call: Call) -> None:
        allowed = call.listing("allowed_updates")
        if allowed is not None:
            self.world.updates.allowed = frozenset(map(str, allowed))
