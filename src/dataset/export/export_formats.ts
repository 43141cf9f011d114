/** In what a dataset can be exported. @module */
import { MESH_FORMATS, type MeshFormat } from "../../cad/mesh/files/mesh_part.ts";
import type { ExportedProfile } from "./profiles/find_exporter.ts";

/** A format that a dataset can be exported in, or the profile whose model's code reads files. */
export type ExportFormat =
  | "npz"
  | "safetensors"
  | "arrow"
  | "parquet"
  | "pyg"
  | MeshFormat
  | ExportedProfile;

/** The formats that any dataset can be exported in. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  "npz",
  "safetensors",
  "arrow",
  "parquet",
  "pyg",
  ...MESH_FORMATS,
];
