/** Which paths are those of CAD files. @module */
import { extname } from "node:path";
import { cadExtensions } from "../../cad/formats/find_reader.ts";

/** Whether a path is that of a CAD file, by its extension. */
export function isCadFile(path: string): boolean {
  return cadExtensions().includes(extname(path).toLowerCase());
}
