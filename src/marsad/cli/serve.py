"""`marsad serve`: the page and its API on this machine."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("serve", help="The observatory in the browser.")(serve)


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    tiles: Annotated[str | None, typer.Option(help="A PMTiles file with base-map detail, e.g. roads and rivers.")] = None,
) -> None:
    """Serve until stopped by Ctrl-C."""
    start(store, host, port, tiles)


def start(store: str, host: str, port: int, tiles: str | None = None) -> None:
    """Serve the store, with base-map detail out of a PMTiles file where one is named; prints the address. Raises UsageError where the
    port is taken, BadData where the tiles cannot be read."""
    import uvicorn

    from marsad.web.app import create_app

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"port {port} on {host} cannot be used: {error.strerror}",
                where="--port",
                hint="name another, e.g. --port 8001",
            ) from error
    app = create_app(store, tiles)
    typer.echo(f"the observatory is at http://{host}:{port}/  (Ctrl-C stops it)")
    uvicorn.run(app, host=host, port=port, log_level="warning")
