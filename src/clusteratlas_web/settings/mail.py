"""How letters leave the platform: through a mail server, or into a folder where there is none."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
ALLOWED = "allowed is smtp://user:password@host:port, smtps://user:password@host:port, or nothing for a folder"


@dataclass(frozen=True)
class MailServer:
    """A mail server; without a host letters are written into the folder `mail` of the home."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: bool = False  # from the first byte
    starttls: bool = False


def mail_server(address: str) -> MailServer:
    """The mail server at an address; `smtp://` starts TLS unless `?tls=no`. Raises ValueError with what is allowed."""
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(ALLOWED)
    plain = parse_qs(parts.query).get("tls") == ["no"]
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and not plain,
    )
