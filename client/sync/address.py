"""Where the centre is: a value that the sign-in window knows before the sync core is loaded."""

from __future__ import annotations

import dataclasses
import ipaddress


@dataclasses.dataclass(frozen=True)
class ServerAddress:
    """Where the centre is. `tls_root`: PEM file of the authority that signed its certificate.

    `host` may be a folder (Unix socket). TLS is verify-full, except on loopback and a socket.
    """

    host: str
    port: int
    database: str = "kelaseh"
    tls_root: str | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}/{self.database}"

    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        if self.host.startswith(("/", "@")) or self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
