"""The metadata of an array, checked before memory is taken for what it says."""

from __future__ import annotations

import json
import math
from typing import Any

from .errors import DatasetError
from .files import Files

#: Bytes of a chunk when it is unpacked: what is held at least.
CHUNK_BYTES = 2**31
#: Inner chunks of a shard: its index is read whole.
MOST_INNER = 2**20
#: Files of an array.
MOST_CHUNKS = 2**24
#: The number types, and the bytes of one.
SIZES = {
    "bool": 1, "int8": 1, "uint8": 1, "int16": 2, "uint16": 2, "int32": 4, "uint32": 4,
    "int64": 8, "uint64": 8, "float16": 2, "float32": 4, "float64": 8,
}  # fmt: skip


def read_document(files: Files, key: str) -> dict[str, Any] | None:
    """A document of Zarr; None where there is none.

    Raises DatasetError where it is no JSON object.
    """
    data = files.document(key)
    if data is None:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"Cannot open '{files.path}': '{key}' is no JSON") from error
    if isinstance(found, dict):
        return found
    raise DatasetError(f"Cannot open '{files.path}': '{key}' must be a JSON object")


def document_problem(document: dict[str, Any]) -> str | None:
    """What is impossible in the document of an array; None where all may be so."""
    shape, dtype = document.get("shape"), document.get("data_type")
    if document.get("zarr_format") != 3:
        return _must("zarr_format", "3", document.get("zarr_format"))
    if not _sizes(shape, 0) or not 1 <= len(shape) <= 16 or 8 * math.prod(shape) >= 2**53:
        return _must("shape", "a list of sizes that memory has addresses for", shape)
    if dtype not in SIZES:
        return _must("data_type", f"one of {', '.join(SIZES)}", dtype)
    chunks = _configuration(document.get("chunk_grid")).get("chunk_shape")
    if not _sizes(chunks, 1) or len(chunks) != len(shape):
        return _must("chunk_shape", f"{len(shape)} whole numbers from 1", chunks)
    if math.prod(math.ceil(size / chunk) for size, chunk in zip(shape, chunks)) > MOST_CHUNKS:
        return _must("chunk_shape", f"one that makes at most {MOST_CHUNKS} chunks", chunks)
    codecs = document.get("codecs")
    if not _codecs(codecs):
        return _must("codecs", "a list of named codecs", codecs)
    names = document.get("dimension_names")
    if names is not None and not (isinstance(names, list) and len(names) == len(shape)):
        return _must("dimension_names", f"{len(shape)} names", names)
    if not isinstance(document.get("attributes", {}), dict):
        return _must("attributes", "an object", document["attributes"])
    stored = chunks
    if codecs[0]["name"] == "sharding_indexed":
        stored = _configuration(codecs[0]).get("chunk_shape")
        if not _sizes(stored, 1) or len(stored) != len(shape):
            return _must("the inner chunk_shape", f"{len(shape)} whole numbers from 1", stored)
        if any(chunk % inner for chunk, inner in zip(chunks, stored)):
            return _must("the inner chunk_shape", f"a divisor of {chunks}", stored)
        inner = math.prod(chunk // inner for chunk, inner in zip(chunks, stored))
        if inner > MOST_INNER:
            return _must("the inner chunk_shape", f"one for at most {MOST_INNER} chunks", stored)
    if math.prod(stored) * SIZES[dtype] > CHUNK_BYTES:
        return _must("chunk_shape", f"one of chunks of at most {CHUNK_BYTES} bytes", stored)
    return None


def codec_names(codecs: Any) -> list[str]:
    """The names of codecs, in order; none where it is no list of codecs."""
    return [codec["name"] for codec in codecs] if _codecs(codecs) else []


def _must(field: str, rule: str, found: Any) -> str:
    text = json.dumps(found, default=str)
    return f"'{field}' must be {rule}, found {text if len(text) <= 80 else text[:79] + '…'}"


def _sizes(value: Any, least: int) -> bool:
    return isinstance(value, list) and all(type(one) is int and one >= least for one in value)


def _codecs(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) > 0
        and all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in value)
    )


def _configuration(value: Any) -> dict[str, Any]:
    found = value.get("configuration") if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
