"""Headless workstations at a small province."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend

from client.sync.session import ServerAddress
from tests.client.sync.headless import Headless
from tests.client.sync.proxy import Proxy
from tests.server.world import PASSWORD, Province


@pytest.fixture
def centre(database: Any) -> ServerAddress:
    """Where the province's centre is."""
    arguments = database.superuser
    return ServerAddress(arguments["host"], arguments["port"], arguments["dbname"])


@pytest.fixture
def office(province: Province, centre: ServerAddress, tmp_path: Path) -> Iterator[Callable[..., Headless]]:
    """Signs people in, each on a workstation of their own; `server` may be another way to the centre."""
    opened: list[Headless] = []

    def sign_in(
        login: str,
        server: ServerAddress = centre,
        *,
        password: str = PASSWORD,
        home: str | None = None,
        keys: KeyringBackend | None = None,
        **options: Any,
    ) -> Headless:
        opened.append(Headless(tmp_path / (home or login), server, login, password, keys, **options))
        return opened[-1]

    yield sign_in
    for headless in opened:
        headless.close()


@pytest.fixture
def proxy(centre: ServerAddress) -> Iterator[Proxy]:
    """A road to the centre that can be broken."""
    made = Proxy(centre.host, centre.port)
    yield made
    made.stop()


@pytest.fixture
def road(centre: ServerAddress, proxy: Proxy) -> ServerAddress:
    """The centre by way of the proxy."""
    return ServerAddress("127.0.0.1", proxy.port, centre.database)
