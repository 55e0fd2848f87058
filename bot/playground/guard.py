"""Keeps the page to itself: another site open in the same browser can neither read the chats nor act in them.

The Host header must be loopback's own name (against DNS rebinding), an Origin must be this very server's, and
`Sec-Fetch-Site` must not say "cross-site" (against forged requests). The Bot API's routes are left out: their
token is their guard.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_OWN = frozenset({"same-origin", "none"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_own(request: web.Request) -> bool:
    """Say whether a request comes from the page that this server gave out, or from no page at all."""
    host = request.headers.get("Host", "")
    if urlsplit(f"//{host}").hostname not in _NAMES:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        return False
    # A link to the page from elsewhere is fine; it opens the page and nothing else.
    opening = request.method == "GET" and request.path == "/"
    return opening or request.headers.get("Sec-Fetch-Site", "none") in _OWN


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse foreign requests to the page, and tell the browser to run nothing but the page's own files."""
    if request.path.startswith(("/bot", "/file/")):
        return await handler(request)
    if not is_own(request):
        raise web.HTTPForbidden(text="Halaman ini hanya untuk komputer ini.")
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the protecting headers on each answer to the page; a signal, since streams begin early."""
    if not request.path.startswith(("/bot", "/file/")):
        response.headers.update(_HEADERS)
        if response.content_type != "application/pdf":  # under a policy, browsers' own PDF viewers stay blank
            response.headers["Content-Security-Policy"] = _POLICY
