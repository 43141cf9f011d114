"""The splits of a dataset, `<name>.splits/<split>.parquet`."""

from __future__ import annotations

import pandas as pd

from .errors import DatasetError


def rows_of_samples(split: pd.DataFrame, infoset: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of a split that are of the dataset's samples, in their order.

    A split keeps those that have left the dataset, behind the others.
    """
    for column in ("subset", "file", "body_index"):
        if column not in split.columns:
            raise DatasetError(f"Cannot read the split '{name}': it has no column '{column}'")
    if "present" in split.columns:
        split = split[split["present"].to_numpy(dtype=bool)]
    split = split.reset_index(drop=True)
    same = len(split) == len(infoset) and all(
        (split[column].to_numpy() == infoset[column].to_numpy()).all()
        for column in ("file", "body_index")
        if column in infoset.columns
    )
    if same:
        return split
    raise DatasetError(
        f"Cannot use the split '{name}': its {len(split)} rows are not those of the dataset's "
        f"{len(infoset)} samples. Run the flow again, which applies it to them"
    )
