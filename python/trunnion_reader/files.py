"""Where the parts of a dataset are: in a folder, or in one zip with stored entries."""

from __future__ import annotations

import os
import stat
import threading
import zipfile
from pathlib import Path
from typing import Iterable

from .errors import DatasetError

#: Bytes that a document may have: it is read whole.
DOCUMENT_BYTES = 2**26
#: Bytes that a table may have.
TABLE_BYTES = 2**31
#: Files kept open at once; the one used longest ago is closed first.
MOST_OPEN = 64


class PlainFile:
    """A plain file that is read at any place, by threads and by forked processes alike."""

    def __init__(self, path: Path) -> None:
        # Without waiting: a pipe of that name would never open.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags)
        status = os.fstat(self._file)
        if not stat.S_ISREG(status.st_mode):
            self.close()
            raise DatasetError(f"Cannot read '{path}': it must be a plain file, and is none")
        self.size = status.st_size
        self._lock = threading.Lock()

    def read(self, offset: int, length: int) -> bytes:
        """Bytes `offset` to `offset + length`; fewer where the file ends before."""
        if hasattr(os, "pread"):
            return os.pread(self._file, length, offset)
        with self._lock:
            os.lseek(self._file, offset, os.SEEK_SET)
            return os.read(self._file, length)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._file = -1

    def __del__(self) -> None:
        if getattr(self, "_file", -1) >= 0:
            self.close()


class Part:
    """A file, or an entry of a zip: bytes from `start` on."""

    __slots__ = ("_file", "_start", "size")

    def __init__(self, file: PlainFile, start: int, size: int) -> None:
        self._file = file
        self._start = start
        self.size = size

    def read(self, offset: int, length: int) -> bytes:
        """Bytes `offset` to `offset + length`; fewer where the part ends before."""
        return self._file.read(self._start + offset, max(0, min(length, self.size - offset)))


class Files:
    """Files by their keys, which are relative paths with `/`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def part(self, key: str) -> Part | None:
        """The bytes of a file; None where there is none."""
        raise NotImplementedError

    def names(self, folder: str) -> list[str]:
        """The names in a folder, in alphabetical order."""
        raise NotImplementedError

    def document(self, key: str, most: int = DOCUMENT_BYTES) -> bytes | None:
        """A whole file; None where there is none."""
        part = self.part(key)
        if part is None:
            return None
        if part.size > most:
            raise DatasetError(
                f"Cannot read '{key}' of '{self.path}': it may have {most} bytes, found {part.size}"
            )
        return part.read(0, part.size)

    def close(self) -> None:
        """Closes what is open. It is opened again when it is needed."""


class FolderFiles(Files):
    """The files below a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._open: dict[str, Part] = {}
        self._lock = threading.Lock()

    def part(self, key: str) -> Part | None:
        with self._lock:
            found = self._open.pop(key, None)
            if found is None:
                try:
                    file = PlainFile(self.path / key)
                except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                    return None
                found = Part(file, 0, file.size)
            self._open[key] = found  # at the end: used last
            if len(self._open) > MOST_OPEN:
                # Whoever reads of it still holds it; then it is closed.
                del self._open[next(iter(self._open))]
            return found

    def names(self, folder: str) -> list[str]:
        path = self.path / folder
        return sorted(os.listdir(path)) if path.is_dir() else []

    def close(self) -> None:
        self._open.clear()

    def __getstate__(self) -> dict:
        return {"path": self.path}

    def __setstate__(self, state: dict) -> None:
        self.__init__(state["path"])


class ZipFiles(Files):
    """The entries of a zip, which must be stored and not compressed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            with zipfile.ZipFile(path) as archive:
                entries = archive.infolist()
                end = archive.start_dir
        except (zipfile.BadZipFile, NotImplementedError, OverflowError, UnicodeError) as error:
            raise DatasetError(
                f"Cannot open '{path}': it is no whole zip file ({error})"
            ) from error
        self._entries: dict[str, tuple[int, int, int]] = {}
        for entry in entries:
            name = entry.orig_filename
            problem = _entry_problem(entry, end) or (name in self._entries and "it is there twice")
            if problem:
                raise DatasetError(
                    f"Cannot open '{path}': its entry {name!r} is refused: {problem}"
                )
            self._entries[name] = (entry.header_offset, entry.file_size, end)
        self._file = PlainFile(path)

    def part(self, key: str) -> Part | None:
        if key not in self._entries:
            return None
        offset, size, end = self._entries[key]
        header = self._file.read(offset, 30)
        if len(header) != 30 or header[:4] != b"PK\x03\x04":
            raise DatasetError(f"Cannot read '{key}' of '{self.path}': no entry begins at {offset}")
        skip = 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:], "little")
        if offset + skip + size > end:
            raise DatasetError(f"Cannot read '{key}' of '{self.path}': it reaches beyond the end")
        return Part(self._file, offset + skip, size)

    def names(self, folder: str) -> list[str]:
        inside = f"{folder}/" if folder else ""
        return sorted(
            {key[len(inside) :].split("/")[0] for key in self._entries if key.startswith(inside)}
        )

    def close(self) -> None:
        self._file.close()
        self._file = PlainFile(self.path)

    def __getstate__(self) -> dict:
        return {"path": self.path}

    def __setstate__(self, state: dict) -> None:
        self.__init__(state["path"])


class FilesBelow(Files):
    """The files in a folder of others."""

    def __init__(self, files: Files, folder: str) -> None:
        super().__init__(files.path / folder)
        self._files = files
        self._folder = folder

    def part(self, key: str) -> Part | None:
        return self._files.part(f"{self._folder}/{key}")

    def names(self, folder: str) -> list[str]:
        return self._files.names(f"{self._folder}/{folder}".rstrip("/"))

    def close(self) -> None:
        self._files.close()


def is_plain_path(path: str) -> bool:
    """Whether a relative path stays where it begins."""
    return is_plain_names(path.split("/"))


def is_plain_names(names: Iterable[str]) -> bool:
    """Whether names of files lead nowhere else."""
    return all(
        name not in ("", ".", "..") and not any(c in "\\:" or ord(c) < 32 for c in name)
        for name in names
    )


def _entry_problem(entry: zipfile.ZipInfo, end: int) -> str | None:
    if not is_plain_path(entry.orig_filename):
        return "a name must lead to a file within the zip"
    if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
        return "it must be stored, and is compressed"
    if entry.flag_bits & 1:
        return "it is encrypted"
    if entry.header_offset < 0 or entry.header_offset + 30 + entry.file_size > end:
        return "it reaches beyond the end of the file"
    return None
