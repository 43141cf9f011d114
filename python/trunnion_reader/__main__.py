"""`python -m trunnion_reader FILE`: prints what a `.flow`, `.dataset`, `.data` or pack holds."""

from __future__ import annotations

import sys

from . import DataFile, Dataset, open_trunnion


def summary(data: Dataset | DataFile) -> str:
    """A line an array, then the columns of the infoset, and the sizes of subsets."""
    lines = [f"{data.path}: {len(data)} samples"]
    for group in data.groups():
        lines.append(group)
        for name in data.arrays(group):
            array = data.stored(f"{group}/{name}")
            names = ", ".join(str(one) for one in array.dims)
            lines.append(f"  {name:<28} {str(array.dtype):<8} {array.shape} ({names})")
    if isinstance(data, Dataset):
        counts = data.subsets().fillna("(none)").value_counts()
        lines.append("infoset: " + ", ".join(data.infoset.columns))
        lines.append("subsets: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
        lines.append("splits: " + (", ".join(data.splits()) or "none"))
    return "\n".join(lines)


def run() -> int:
    """The command of the package."""
    return main(sys.argv[1:])


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m trunnion_reader FILE.flow | FILE.dataset | FILE.data | FILE.zip")
        return 2
    try:
        print(summary(open_trunnion(arguments[0])))
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(run())
