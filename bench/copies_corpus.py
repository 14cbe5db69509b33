"""Real reports for the bench of copies: the SaudiNewsNet days under a folder, as this room sees reports."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from marsad.copies import CopyInput


def load(folder: Path) -> Iterator[CopyInput]:
    """Every article of every zipped day: id `day/row`, outlet the paper's short name, published the day of extraction."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if not name.endswith(".json") or name.startswith("__"):
                    continue
                for row, article in enumerate(json.loads(archive.read(name))):
                    text = f"{article['title'] or ''}\n{article['content'] or ''}"
                    day = (article["date_extracted"] or "")[:10] or None
                    yield CopyInput(f"{path.stem}/{row}", text, day, article["source"] or "")
