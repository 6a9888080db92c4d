"""Where the centre is, and the people of a demonstration: connection.json, from the server or its keeper."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

from client.sync.address import ServerAddress

FILE_NAME = "connection.json"
DEFAULT_PORT = 5433
_DATABASE = "kelaseh"
_ADDRESS = re.compile(r"(?P<host>[^:/\s]+)(?::(?P<port>\d{1,5}))?(?:/(?P<database>\w+))?")


class ConnectionFileError(ValueError):
    """The file is not there or does not tell host and port."""


@dataclasses.dataclass(frozen=True)
class DemoUser:
    """Somebody of the demonstration; their password is no secret."""

    login: str
    password: str = dataclasses.field(repr=False)
    role: str
    desk: int
    desk_title: str
    given: str
    family: str

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


@dataclasses.dataclass(frozen=True)
class Connection:
    """The centre, None before anybody told where it is; `users` is empty but in a demonstration."""

    server: ServerAddress | None
    users: tuple[DemoUser, ...] = ()


def read(file: Path) -> Connection:
    """The connection in `file`. Raises ConnectionFileError."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        users = tuple(DemoUser(**user) for user in told.get("users", ()))
        return Connection(_address(told), users)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConnectionFileError(f"{file}: {error}") from error


def keep(file: Path, server: ServerAddress) -> None:
    """Remember where the centre is, for the next start."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {name: value for name, value in dataclasses.asdict(server).items() if value is not None}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def parse_address(typed: str) -> ServerAddress | None:
    """host, host:port or host:port/database as typed; None if it is none of these."""
    match = _ADDRESS.fullmatch(typed.strip())
    if match is None:
        return None
    port = int(match["port"] or DEFAULT_PORT)
    return ServerAddress(match["host"], port, match["database"] or _DATABASE) if 0 < port < 65536 else None


def shown_address(server: ServerAddress) -> str:
    """An address as people type it."""
    database = "" if server.database == _DATABASE else f"/{server.database}"
    return f"{server.host}:{server.port}{database}"


def _address(told: dict[str, Any]) -> ServerAddress:
    return ServerAddress(
        str(told["host"]), int(told["port"]), str(told.get("database", _DATABASE)), told.get("tls_root")
    )
