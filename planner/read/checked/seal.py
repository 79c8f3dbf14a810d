"""A mark in workbooks that a check has written: whether one is still as it was written, or holds somebody's work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

PROPERTY = "planner_checked"
"""Document property that holds a digest of everything else in the file."""
UNSEALED = "0" * 64

MAX_UNPACKED = 2**30

_PART = "docProps/custom.xml"
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_MOST = 2**26
_SEAL = re.compile(rf'name="{PROPERTY}".{{0,200}}?([0-9a-f]{{64}})'.encode(), re.DOTALL)

Change = Callable[[str, bytes], bytes]


def seal(path: Path, change: Change = lambda _name, content: content) -> None:
    """Write the digest of a workbook into it; `change` may first change its parts, given their names."""
    with ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    parts[_PART] = parts[_PART].replace(UNSEALED.encode(), _digest(parts).encode())
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _ALWAYS)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)


def is_checked_copy(path: Path) -> bool:
    """Whether a check has written the workbook, whatever was done to it since."""
    return _sealed(path) is not None


def is_untouched(path: Path) -> bool:
    """Whether a check has written the workbook and nobody has saved it since."""
    sealed = _sealed(path)
    if sealed is None:
        return False
    with ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            return False
        return sealed == _digest({name: archive.read(name) for name in archive.namelist()})


def _sealed(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        with ZipFile(path) as archive:
            if _PART not in archive.namelist() or archive.getinfo(_PART).file_size > _MOST:
                return None
            found = _SEAL.search(archive.read(_PART))
    except (OSError, BadZipFile, NotImplementedError, RuntimeError):
        return None
    return found[1].decode() if found else None


def _digest(parts: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(parts.keys() - {_PART}):
        whole.update(f"{name}\0{len(parts[name])}\0".encode())
        whole.update(parts[name])
    return whole.hexdigest()
