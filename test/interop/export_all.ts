/**
 * Exports a flow's dataset in every format, for `exports_test.py` to read.
 *
 *     deno run -A test/interop/export_all.ts FLOW OUT [LABEL]
 *
 * Graphs for PyTorch Geometric are exported where there is a LABEL.
 *
 * @module
 */
import { join } from "node:path";
import { type ExportFormat, openDataset } from "trunnion";

const [flow, out, label] = Deno.args;
if (!flow || !out) throw new Error("usage: export_all.ts FLOW OUT [LABEL]");
using dataset = await openDataset(flow);
const formats: ExportFormat[] = ["npz", "safetensors", "arrow", "parquet"];
// Small, so that a subset has several files.
for (const format of formats) {
  await dataset.exportTo(format, join(out, format), { shardBytes: 40_000 });
}
if (label) await dataset.exportTo("pyg", join(out, "pyg"), { label });
