"""`marsad stamp`: have the log signed by a stamping authority, and check such stamps without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.errors import BadInput, UsageError
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("stamp", help="Have the log signed by a stamping authority (RFC 3161), or check its stamps offline.")(stamp)


def stamp(
    store: StoreOption = DEFAULT_STORE,
    tsa: Annotated[str, typer.Option(metavar="URL", help="The authority to ask.")] = "",
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificates (PEM) that the authority's must lead to.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Check all stamps of the log; needs --ca.")] = False,
    query: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the request, to be sent by other means.")
    ] = None,
    answer: Annotated[Path | None, typer.Option(metavar="FILE", help="Note the answer to such a request.")] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST:PORT", help="Ask this host though it is not on the open internet."),
    ] = None,
) -> None:
    """One of --tsa, --query, --answer, --check. Exit code 1 where a stamp does not hold."""
    from marsad.evidence import stamps

    if sum((bool(tsa), check, query is not None, answer is not None)) != 1:
        raise UsageError("one of --tsa, --query, --answer and --check is wanted")
    stamps.library()
    if check:
        _check(store, ca)
        return
    if query is not None:
        with Store.open_to_read(store) as s:
            head = stamps.last_hash(s)
        query.write_bytes(stamps.query(head, nonce=False).as_bytes())
        typer.echo(f"{query}: a request for {head}; note its answer with --answer before anything is added")
        return
    with Store.open(store) as s:
        made = stamps.stamp(s, tsa, allow_host or (), ca) if tsa else stamps.record(s, _read(answer), str(answer), ca)
    typer.echo(f"stamped: {made.head} at {made.time} by {made.tsa}" + ("" if ca else "; its signature was not checked (--ca)"))


def _read(path: Path | None) -> bytes:
    assert path is not None
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(error.strerror or "cannot be read", where=str(path)) from error


def _check(store: str, ca: Path | None) -> None:
    from marsad.evidence import stamps

    if ca is None:
        raise UsageError("whom do you trust?", where="--ca", hint="the authority's root certificate, as PEM")
    broken = count = 0
    with Store.open_to_read(store) as s:
        for one in stamps.stamps(s):
            count += 1
            try:
                stamps.check(one.answer, one.head, ca, f"entry {one.seq} of the log")
            except BadInput as error:
                broken += 1
                typer.echo(f"broken: {error}")
            else:
                typer.echo(f"holds: entry {one.seq}: {one.head} stood at {one.time}, says {one.tsa}")
    typer.echo(f"{count} stamps, {broken} broken" if count else "no stamp in this log")
    if broken:
        raise typer.Exit(1)
