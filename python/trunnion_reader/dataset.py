"""A merged dataset: its samples, its tables, its splits."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Iterator, Literal, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from zarr.storage import LocalStore, ZipStore

from .errors import DatasetError
from .files import TABLE_BYTES, FilesBelow, ZipFiles
from .order import BLOCK, WINDOW, block_shuffle
from .place import Place
from .samples import CACHE_BYTES, Missing, Sample, Samples
from .splits import rows_of_samples

if TYPE_CHECKING:
    from .graphs import Graphs
    from .torch_data import TorchSamples
    from .torch_stream import TorchStream

Table = Literal["infoset", "attribset"]


class Dataset(Samples):
    """A merged dataset: the arrays of all samples, and a table with a row for each.

    `path` is a `.flow`, the folder it is in, a `.dataset` folder (its tables are looked for beside
    it), or the one file that `trunnion pack` makes. Unpacked chunks take `cache_bytes` at most,
    and one chunk of each array at least.
    """

    def __init__(self, path: str | PurePath, cache_bytes: int = CACHE_BYTES) -> None:
        found = Place(Path(path))
        super().__init__(found.path, FilesBelow(found.files, found.parts["dataset"]), cache_bytes)
        #: What the `.flow` says; empty where the `.dataset` itself was opened.
        self.flow: dict[str, Any] = found.flow
        self._all_files = found.files
        self._parts = found.parts
        count = self.attributes.get("sample_count")
        if type(count) is not int or not 0 <= count < 2**40:
            raise DatasetError(
                f"Cannot open '{path}': 'sample_count' must be a size, found {count}"
            )
        self._count = count

    def __len__(self) -> int:
        return self._count

    @property
    def name(self) -> str:
        """The name of the flow that made it."""
        return self.flow.get("flow_name") or self.attributes.get("flow_name") or ""

    # ---- tables ---------------------------------------------------------------------------------

    @property
    def infoset(self) -> pd.DataFrame:
        """A row a sample, in order: name, id, subset, file, and all metadata."""
        return self.table("infoset")

    @property
    def attribset(self) -> pd.DataFrame:
        """The vocabularies of categorical metadata: table_name, id, name, description."""
        return self.table("attribset")

    def table(self, kind: Table) -> pd.DataFrame:
        """The infoset or the attribset, for pandas."""
        if kind not in self._loaded:
            self._loaded[kind] = self.arrow_table(kind).to_pandas()
        return self._loaded[kind]

    def arrow_table(self, kind: Table) -> pa.Table:
        """The infoset or the attribset, for pyarrow."""
        key = self._parts.get(kind)
        if key is None or (found := self._read_table(key)) is None:
            raise FileNotFoundError(f"Cannot read the {kind} of '{self.path}': no '{key or kind}'")
        return found

    def refresh(self) -> None:
        """Forgets the tables, so that a split made since they were read is seen."""
        self.__dict__.pop("_loaded", None)

    def metadata(self, i: int) -> dict[str, Any]:
        """The row of the infoset of sample `i`."""
        return self.infoset.iloc[i].to_dict()

    def vocabularies(self) -> list[str]:
        """The keys that have a vocabulary."""
        return self.attribset["table_name"].drop_duplicates().tolist()

    def vocabulary(self, key: str) -> dict[int, str]:
        """The names of a key's classes by their codes, which they keep in every later version."""
        rows = self.attribset[self.attribset["table_name"] == key]
        if rows.empty:
            known = ", ".join(self.vocabularies()) or "none"
            raise KeyError(f"Cannot find the vocabulary '{key}': there are {known}")
        return {int(code): str(name) for code, name in zip(rows["id"], rows["name"])}

    # ---- which samples --------------------------------------------------------------------------

    def splits(self) -> list[str]:
        """The names of the splits that are kept of it."""
        ending = ".parquet"
        names = self._all_files.names(self._parts["splits"])
        return [name[: -len(ending)] for name in names if name.endswith(ending)]

    def split(self, name: str = "default") -> pd.DataFrame:
        """A split as a table: `subset`, `file`, `label`, ..., a row a sample, in their order.

        Raises KeyError where there is none of that name.
        """
        if name not in self.splits():
            known = ", ".join(self.splits()) or "none, split the dataset first"
            raise KeyError(f"Cannot find the split '{name}' of '{self.path}': there are {known}")
        table = self._read_table(f"{self._parts['splits']}/{name}.parquet")
        return rows_of_samples(table.to_pandas(), self.infoset, name)

    def subsets(self, split: str | None = None) -> pd.Series:
        """The subset of each sample, None for none: of a split, or as the infoset has it."""
        if split is not None:
            found = self.split(split)["subset"]
        elif "subset" in self.infoset.columns:
            found = self.infoset["subset"]
        else:
            found = pd.Series([None] * len(self), dtype=object)
        return found.where(found.notna() & (found != ""), None)

    def sample_ids(self, subset: str | None = None, *, split: str | None = None) -> np.ndarray:
        """The ids of a subset's samples ("train", "validation", "test"), or of all; int64.

        The id of a sample is its position too: `ds.sample(id)`. Without `split`, subsets are those
        of the split "default", which the infoset repeats.
        Raises ValueError if there is no such subset.
        """
        ids = self.infoset["id"].to_numpy(dtype=np.int64)
        if not np.array_equal(ids, np.arange(len(self))):
            raise DatasetError(f"Cannot use the infoset of '{self.path}': it is of another dataset")
        if subset is None:
            return ids
        subsets = self.subsets(split)
        if subset not in set(subsets):
            known = sorted(name for name in subsets.dropna().unique())
            hint = f"there are {', '.join(known)}" if known else "split the dataset first"
            raise DatasetError(f"Cannot find subset '{subset}' of '{self.path}': {hint}")
        return ids[(subsets == subset).to_numpy()]

    def file(self, path: str | PurePath) -> np.ndarray:
        """The ids of the samples that a CAD file gave: by its whole path, or the end of it.

        Raises KeyError if there is none, or if the end fits several files.
        """
        wanted = PurePath(path).parts
        files = self.infoset["file"]
        parts = {one: PurePath(one).parts for one in files.dropna().unique()}
        found = [one for one, own in parts.items() if own[-len(wanted) :] == wanted]
        # The table has paths from the source folder: a whole path ends with one of them.
        ends = [one for one, own in parts.items() if wanted[-len(own) :] == own]
        found = found or sorted(ends, key=lambda one: len(parts[one]))[-1:]
        if len(found) != 1:
            raise KeyError(f"Cannot find the file '{path}': it fits {len(found)} files {found[:3]}")
        return self.sample_ids()[(files == found[0]).to_numpy()]

    # ---- samples --------------------------------------------------------------------------------

    def samples(
        self,
        subset: str | None = None,
        groups: Sequence[str] | None = None,
        *,
        split: str | None = None,
        missing: Missing = "keep",
        shuffle: bool = False,
        seed: int = 0,
        block: int = BLOCK,
        window: int = WINDOW,
        threads: int = 2,
    ) -> Iterator[Sample]:
        """The samples of a subset, or all, one after the other.

        With `shuffle` their order is that of `block_shuffle`, by `seed`, `block` and `window`.
        Chunks are unpacked ahead by `threads`; with 0 when they are asked for.
        """
        ids = self.sample_ids(subset, split=split)
        if shuffle:
            ids = block_shuffle(ids, seed, block=block, window=window)
        return self.samples_of(ids, groups, missing=missing, threads=threads)

    def samples_of(
        self,
        ids: Sequence[int] | np.ndarray,
        groups: Sequence[str] | None = None,
        *,
        missing: Missing = "keep",
        threads: int = 2,
    ) -> Iterator[Sample]:
        """The samples of some ids, in their order; chunks are unpacked ahead by `threads`."""
        ids = np.asarray(ids, dtype=np.int64)
        if threads == 0 or len(ids) < BLOCK:
            yield from (self.sample(i, groups, missing=missing) for i in ids.tolist())
            return
        with ThreadPoolExecutor(threads) as pool:
            pending = self._read_ahead(pool, ids[:BLOCK], groups)
            for at in range(0, len(ids), BLOCK):
                ahead = self._read_ahead(pool, ids[at + BLOCK : at + 2 * BLOCK], groups)
                for task in pending:
                    task.result()
                pending = ahead
                for i in ids[at : at + BLOCK].tolist():
                    yield self.sample(i, groups, missing=missing)

    def _read_ahead(self, pool: ThreadPoolExecutor, ids: np.ndarray, groups) -> list:
        """Has the chunks of some samples unpacked: those of an array by one thread, in order."""
        tasks = []
        for offsets, arrays in self._plan(groups):
            rows = (ids, ids + 1) if offsets is None else (offsets[ids], offsets[ids + 1])
            for _, array in arrays:
                chunks = array.chunks_of(*rows)
                if chunks:
                    tasks.append(pool.submit(array.unpack, chunks))
        return tasks

    # ---- for other libraries --------------------------------------------------------------------

    def to_arrow(
        self,
        subset: str | None = None,
        groups: Sequence[str] | None = None,
        *,
        split: str | None = None,
    ) -> pa.Table:
        """A table with a row a sample: its row of the infoset, and its arrays as nested lists."""
        from .arrow_table import samples_table

        return samples_table(self, self.sample_ids(subset, split=split), groups)

    def torch_dataset(
        self,
        subset: str | None = None,
        groups: Sequence[str] | None = None,
        *,
        split: str | None = None,
        label: str | None = None,
        missing: Missing = "keep",
    ) -> TorchSamples:
        """The samples as torch's DataLoader takes them: dicts of tensors. Wants torch.

        With `label`, the code of that column of the infoset is the tensor "label". Bodies differ
        in size: give the DataLoader `collate_fn=trunnion_reader.collate`.
        """
        from .torch_data import TorchSamples, require_torch

        require_torch("make a dataset for torch")
        ids = self.sample_ids(subset, split=split)
        return TorchSamples(self, ids, groups, label=label, missing=missing)

    def torch_stream(
        self,
        subset: str | None = None,
        groups: Sequence[str] | None = None,
        *,
        split: str | None = None,
        label: str | None = None,
        missing: Missing = "keep",
        shuffle: bool = False,
        seed: int = 0,
    ) -> TorchStream:
        """The same as a stream: each worker of a DataLoader reads blocks of its own. Wants torch.

        The fastest way with several workers, as none unpacks what another has unpacked.
        """
        samples = self.torch_dataset(subset, groups, split=split, label=label, missing=missing)
        from .torch_stream import TorchStream

        return TorchStream(samples, shuffle=shuffle, seed=seed)

    def graphs(
        self,
        subset: str | None = None,
        *,
        split: str | None = None,
        label: str | None = None,
        nodes: Sequence[str] | None = None,
        edges: Sequence[str] | None = None,
        extra: Sequence[str] = (),
    ) -> Graphs:
        """The samples as graphs of faces, `Data` of PyTorch Geometric. Wants torch_geometric.

        `x` has the columns of the arrays `nodes`, `edge_attr` those of `edges`, `y` the code of the
        column `label`; each array of `extra` is there under its own name.
        """
        from .torch_data import require_torch

        require_torch("make graphs")
        from .graphs import Graphs

        ids = self.sample_ids(subset, split=split)
        return Graphs(self, ids, label=label, nodes=nodes, edges=edges, extra=extra)

    def to_huggingface(
        self,
        subset: str | None = None,
        groups: Sequence[str] | None = None,
        *,
        split: str | None = None,
    ) -> Any:
        """The samples as a `datasets.Dataset`, codes with the names of their classes."""
        from .huggingface import to_datasets

        return to_datasets(self, self.to_arrow(subset, groups, split=split))

    def labels(self, key: str) -> np.ndarray:
        """The code of each sample of a column of the infoset; -1 where it has none; int64."""
        infoset = self.infoset
        column = next((name for name in (f"{key}_code", key) if name in infoset.columns), None)
        if column is None:
            raise KeyError(f"Cannot find the label '{key}': there are {', '.join(infoset.columns)}")
        codes = infoset[column]
        if not pd.api.types.is_numeric_dtype(codes):
            raise DatasetError(
                f"Cannot use '{key}' as a label: it has no codes, found {codes.dtype}"
            )
        return codes.fillna(-1).to_numpy(dtype=np.int64)

    @cached_property
    def _loaded(self) -> dict[str, pd.DataFrame]:
        return {}

    def _read_table(self, key: str) -> pa.Table | None:
        data = self._all_files.document(key, TABLE_BYTES)
        if data is None:
            return None
        try:
            return pq.read_table(io.BytesIO(data), use_threads=False)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise DatasetError(f"Cannot read '{key}' of '{self.path}': {error}") from error

    def _read_offsets(self, group: str) -> np.ndarray | None:
        array = self._groups[group].get(f"body_offsets_{group}")
        return None if array is None else array.rows(0, array.shape[0])

    def _zarr_store(self) -> LocalStore | ZipStore:
        if isinstance(self._all_files, ZipFiles):
            return ZipStore(self._all_files.path, mode="r")
        return LocalStore(self._all_files.path / self._parts["dataset"], read_only=True)

    def _zarr_path(self) -> str:
        return self._parts["dataset"] if isinstance(self._all_files, ZipFiles) else ""
