/** What stands in the `.flow` file. @module */
import { relative } from "node:path";
import type { OutputFolder } from "../folder/output_folder.ts";
import type { FlowSummary } from "./flow_summary.ts";

/** The keys that hold paths. */
const PATHS = [
  "flow_data",
  "flow_info",
  "flow_attributes",
  "flow_splits",
  "error_summary",
  "flow_log",
] as const;

/** The content of the `.flow` file: the summary with paths relative to the file, by `/`. */
export function flowFileContent(summary: FlowSummary, { root }: OutputFolder): FlowSummary {
  const shorten = (path: string | null) =>
    path === null ? null : relative(root, path).replaceAll("\\", "/");
  return { ...summary, ...Object.fromEntries(PATHS.map((key) => [key, shorten(summary[key])])) };
}
