"""Parquet on any path that fsspec knows: a folder of this machine, an object store, memory."""

from __future__ import annotations

import io
import json
import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marsad.errors import BadInput, MissingExtra, StoreError

try:
    import fsspec
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtra(
        f"an archive run needs {error.name}, which is not installed", where="--engine", hint="pip install 'marsad[ray]'"
    ) from error


class Files:
    """The files below one path. A file is there whole or not at all: it is written beside, and moved to its name."""

    def __init__(self, path: str) -> None:
        try:
            self._fs, self._root = fsspec.core.url_to_fs(path)
        except (ImportError, ValueError, OSError) as error:
            raise StoreError(f"this path cannot be used: {error}", where=path) from error
        self.path = path

    def _at(self, name: str) -> str:
        return posixpath.join(self._root, name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self._fs.exists(self._at(name)))

    def names(self, folder: str) -> list[str]:
        """The files of a folder below the path, by name, as `folder/name`."""
        if not self._fs.exists(self._at(folder)):
            return []
        found = self._fs.ls(self._at(folder), detail=False)
        return sorted(f"{folder}/{posixpath.basename(x)}" for x in found if x.endswith(".parquet"))

    def put(self, name: str, data: bytes) -> None:
        """Write a file. Raises StoreError where that cannot be."""
        at = self._at(name)
        beside = f"{at}.part"
        try:
            self._fs.makedirs(posixpath.dirname(at), exist_ok=True)
            with self._fs.open(beside, "wb") as file:
                file.write(data)
            self._fs.mv(beside, at)
        except OSError as error:
            raise StoreError(f"it cannot be written: {error.strerror or error}", where=f"{self.path}/{name}") from error

    def get(self, name: str) -> bytes:
        """The bytes of a file. Raises StoreError where they cannot be read."""
        try:
            with self._fs.open(self._at(name), "rb") as file:
                return bytes(file.read())
        except OSError as error:
            raise StoreError(f"it cannot be read: {error.strerror or error}", where=f"{self.path}/{name}") from error

    def put_json(self, name: str, value: Any) -> None:
        """Write plain values."""
        self.put(name, json.dumps(value, ensure_ascii=False, sort_keys=True).encode())

    def get_json(self, name: str) -> Any:
        """Read plain values."""
        return json.loads(self.get(name))

    def put_table(self, name: str, groups: Sequence[pa.Table] | pa.Table) -> None:
        """Write a table, or several of one schema as row groups that can be read one by one."""
        tables = [groups] if isinstance(groups, pa.Table) else list(groups)
        out = io.BytesIO()
        with pq.ParquetWriter(out, tables[0].schema, compression="zstd") as writer:
            for table in tables:
                writer.write_table(table, row_group_size=max(1, table.num_rows))
        self.put(name, out.getvalue())

    def get_table(self, name: str, columns: Sequence[str] | None = None, group: int | None = None) -> pa.Table:
        """Read a table, or one row group of it. Raises StoreError where it is no Parquet."""
        try:
            with self._fs.open(self._at(name), "rb") as file:
                whole = pq.ParquetFile(file)
                if group is None:
                    return whole.read(columns=list(columns) if columns else None)
                return whole.read_row_group(group, columns=list(columns) if columns else None)
        except (pa.ArrowException, OSError) as error:
            raise StoreError(f"it cannot be read: {str(error)[:200]}", where=f"{self.path}/{name}") from error

    def gather(self, names: Sequence[str], columns: Sequence[str] | None = None, group: int | None = None) -> pa.Table:
        """Several tables of one schema, one after another."""
        return pa.concat_tables([self.get_table(name, columns, group) for name in names])


def listed(sources: Sequence[str]) -> list[tuple[str, bool]]:
    """The files of these paths (files or folders, of this machine or any that fsspec knows), and whether each lies on this machine.

    Raises BadInput where there is none.
    """
    found = []
    for source in sources:
        if "://" not in source:
            path = Path(source).resolve()
            files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path] if path.exists() else []
            here = [(str(p), True) for p in files]
        else:
            fs, root = fsspec.core.url_to_fs(source)
            here = [(fs.unstrip_protocol(p), False) for p in sorted(fs.find(root))]
        if not here:
            raise BadInput("there is no such file", where=source)
        found += here
    return found
