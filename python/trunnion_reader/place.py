"""Where the parts of a dataset are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Mapping

from .errors import DatasetError
from .files import Files, FolderFiles, ZipFiles, is_plain_path


class Place:
    """The parts of a dataset as keys in a folder, or in a zip."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Whoever reads may stand elsewhere by then, and `.` has no name.
        path = Path(os.path.abspath(path))
        self.flow: dict[str, Any] = {}
        if path.is_dir():
            flows = sorted(path.glob("*.flow"))
            if (path / "zarr.json").is_file() or len(flows) != 1:
                self.files: Files = FolderFiles(path.parent)
                stem = path.name.removesuffix(".dataset")
                self.parts: Mapping[str, str] = _beside(stem, path.name)
                return
            path = flows[0]
        if _is_zip(path):
            self.files = ZipFiles(path)
            flows = [name for name in self.files.names("") if name.endswith(".flow")]
            if len(flows) != 1:
                raise DatasetError(
                    f"Cannot open '{path}': it must hold one .flow, found {len(flows)}. "
                    "Make the file with 'trunnion pack'"
                )
            self.flow = _read_flow(self.files, flows[0])
        else:
            self.files = FolderFiles(path.parent)
            self.flow = _read_flow(self.files, path.name)
        dataset = self.flow["flow_data"]
        parts = _beside(dataset.removesuffix(".dataset"), dataset)
        named = {"infoset": "flow_info", "attribset": "flow_attributes", "splits": "flow_splits"}
        self.parts = {**parts, **{k: self.flow[v] for k, v in named.items() if self.flow.get(v)}}


def _beside(stem: str, dataset: str) -> dict[str, str]:
    return {"dataset": dataset, **{k: f"{stem}.{k}" for k in ("infoset", "attribset", "splits")}}


def _is_zip(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _read_flow(files: Files, key: str) -> dict[str, Any]:
    path = files.path if isinstance(files, ZipFiles) else files.path / key
    try:
        flow = json.loads(files.document(key) or b"")
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"Cannot open '{path}': it is no .flow, .dataset or .data") from error
    if not isinstance(flow, dict) or not flow.get("flow_data"):
        raise DatasetError(f"Cannot open '{path}': its flow made no dataset (no 'flow_data')")
    for name in ("flow_data", "flow_info", "flow_attributes", "flow_splits"):
        part = flow.get(name)
        if part and not (isinstance(part, str) and is_plain_path(part)):
            raise DatasetError(
                f"Cannot open '{path}': its '{name}' must be a path within its folder, "
                f"found {part!r}"
            )
    return flow
