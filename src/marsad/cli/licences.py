"""`marsad licences`: under which terms everything stands that marsad runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Annotated

import typer

from marsad.cli.common import Format, FormatOption, Row, emit, warn

COLUMNS = (("package", "package"), ("version", "version"), ("licence", "licence"), ("for", "part"), ("terms", "terms"))
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")
_STRONG = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public|GNU GPL|Affero", re.I)
_WEAK = re.compile(r"\bLGPL|Lesser General Public|\bMPL|Mozilla Public", re.I)
_FREE = re.compile(r"\b(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|Unlicense|CC0|0BSD|MIT-0|HPND|CNRI)\b", re.I)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("licences", help="The licences of everything that marsad runs on; exit code 1 where the core needs a GPL.")(
        licences
    )


def licences(
    fmt: FormatOption = Format.table,
    everything: Annotated[bool, typer.Option("--all", help="The optional parts and the tools too, where installed.")] = False,
) -> None:
    """Print them. `terms` is `permissive`, `weak copyleft` (LGPL, MPL), `copyleft` (GPL, AGPL) or `unclear`."""
    rows = list(found(everything))
    emit(rows, fmt, COLUMNS)
    bad = [r["package"] for r in rows if r["part"] == "core" and r["terms"] in ("copyleft", "unclear")]
    if bad:
        warn("the core needs what is under the GPL, or under terms that cannot be told: " + ", ".join(bad))
        raise typer.Exit(1)


def found(everything: bool) -> Iterator[Row]:
    """A row for each installed package that marsad needs, by name; with `everything` those of its extras too."""
    parts: dict[str, str] = {}
    _walk("marsad", "core", frozenset(), parts)
    if everything:
        for extra in distribution("marsad").metadata.get_all("Provides-Extra") or ():
            _walk("marsad", extra, frozenset((extra,)), parts)
    for name in sorted(parts):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        said = licence_of(package)
        yield {
            "package": name,
            "version": package.version,
            "licence": said,
            "part": parts[name],
            "terms": terms(said),
        }


def _walk(name: str, part: str, extras: frozenset[str], parts: dict[str, str]) -> None:
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        wanted = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for line in wanted:
        try:
            need = Requirement(line)
        except InvalidRequirement:
            continue
        if need.marker and not any(need.marker.evaluate({"extra": e}) for e in (extras or {""})):
            continue
        below = re.sub(r"[-_.]+", "-", need.name).lower()
        if below in parts:
            continue
        parts[below] = part
        _walk(below, part, frozenset(need.extras), parts)


def licence_of(package: Distribution) -> str:
    """What a package says of its licence: the SPDX expression, else the classifiers, else the short text of the old field."""
    data = package.metadata
    if "License-Expression" in data:
        return data["License-Expression"]
    named = [m[1] for c in data.get_all("Classifier") or () if (m := _CLASSIFIER.match(c)) and m[1] != "OSI Approved"]
    if named:
        return "; ".join(named)
    said = data["License"].strip() if "License" in data else ""
    # Some put the whole text there; its first line names it.
    return said.splitlines()[0][:100] if said else "not stated"


def terms(said: str) -> str:
    """The kind of a licence. Of several that may be chosen from (`OR`, several classifiers), the freest counts."""
    choices = re.split(r"\bOR\b|;", said)
    kinds = [_terms(choice) for choice in choices]
    return min(kinds, key=("permissive", "weak copyleft", "copyleft", "unclear").index)


def _terms(said: str) -> str:
    if _STRONG.search(_WEAK.sub("", said)):
        return "copyleft"
    if _WEAK.search(said):
        return "weak copyleft"
    return "permissive" if _FREE.search(said) else "unclear"
