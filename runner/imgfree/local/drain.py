"""Let a client finish sending before it is told no."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from imgfree.local.gate import Stalled


class Drained:
    """Reads what is left of a request's body before the answer starts, up to a limit.

    A connection closed over unread bytes is reset, and a client that is still sending would never see why.
    """

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self._app = app
        self._limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what the application leaves unread is read and dropped."""
        headers = dict(scope.get("headers", ()))
        # A client that waits for `100 Continue` has not sent anything yet, and need not.
        unread = b"expect" not in headers and (b"content-length" in headers or b"transfer-encoding" in headers)

        async def receive_noted() -> Message:
            nonlocal unread
            message = await receive()
            unread = message.get("more_body", False)
            return message

        async def send_late(message: Message) -> None:
            room = self._limit_bytes
            while message["type"] == "http.response.start" and unread and room > 0:
                try:
                    room -= len((await receive_noted()).get("body", b""))
                except Stalled:
                    break
            await send(message)

        await self._app(scope, receive_noted, send_late)
