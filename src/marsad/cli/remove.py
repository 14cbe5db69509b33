"""`marsad remove`: take a report out and leave a marked hole."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, ArchiveOption, StoreOption, warn
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("remove", help="Take a report out: words and bytes go, a marked hole with the reason stays.")(remove)


def remove(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of the report.")],
    reason: Annotated[str, typer.Option(help="Why; it stands in the log for good.")],
    store: StoreOption = DEFAULT_STORE,
    archive: ArchiveOption = None,
) -> None:
    """Remove it, run the stages over what is left, and write the file anew, so that nothing of the words stays in it; what was fetched
    from the report's address is blanked in the WARC files too."""
    from marsad.pipeline import run
    from marsad.store.archives import folder_of

    own = folder_of(store)
    folders = [*(archive or ()), *([own] if own else [])]
    with Store.open(store) as s:
        emptied = s.remove(report, reason)
        urls = {r.url for r in s.revisions(report) if r.url}
        blanked, missing = s.blank_archive(urls, folders, reason) if urls else (0, ())
        run(s, only=("copies", "events", "incidents", "control"))
        s.compact()
    for file in missing:
        warn(f"what was fetched from its address stands in {file}, which is not here: --archive FOLDER says where it is")
    if blanked:
        typer.echo(f"{blanked} pieces of WARC files blanked")
    typer.echo(f"{report}: {emptied} revisions emptied" if emptied else f"{report} was removed before")
