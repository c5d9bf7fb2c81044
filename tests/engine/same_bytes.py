"""Two folders compared, byte for byte."""

from __future__ import annotations

from pathlib import Path


def assert_same(expected: Path, found: Path) -> None:
    """Fail with the names of the files that are not in both, or not the same in both."""
    one, other = _files(expected), _files(found)
    assert sorted(other) == sorted(one)
    assert [name for name in other if other[name] != one[name]] == []


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
