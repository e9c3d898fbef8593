"""What no page may do: complain in the console, break the content policy, call another host, set a cookie."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

NOWHERE = "/us/2019.1/nowhere/"  # the address the tests ask for to see the page of errors


class Watch:
    """Notes the complaints of all pages of a browser context. A broken content policy is said in the console."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self._origin = origin
        self._noted: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._follow)

    def complaints(self) -> list[str]:
        """Everything noted, and the cookies that were set."""
        return self._noted + [f"cookie {cookie['name']}" for cookie in self.context.cookies()]

    def _hear(self, message: ConsoleMessage) -> None:
        address = message.location["url"]
        expected = address.endswith(NOWHERE) and "404" in message.text
        if message.type in ("error", "warning") and not expected:
            self._noted.append(f"{message.type} in the console of {address}: {message.text}")

    def _catch(self, thrown: WebError) -> None:
        self._noted.append(f"thrown: {thrown.error}")

    def _follow(self, request: Request) -> None:
        if not request.url.startswith((f"{self._origin}/", "data:")):
            self._noted.append(f"asked for {request.url}")
