"""The reader's files of DGL, without the rest of its package, which wants zarr and pandas."""

import sys
from pathlib import Path
from types import ModuleType

package = ModuleType("trunnion_reader")
package.__path__ = [str(Path(__file__).parents[3] / "python" / "trunnion_reader")]
sys.modules.setdefault("trunnion_reader", package)

from trunnion_reader.dgl_file import DglFile as Graph  # noqa: E402
from trunnion_reader.dgl_file import read_dgl_file  # noqa: E402

__all__ = ["Graph", "read_dgl_file"]
