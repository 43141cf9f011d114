/**
 * Which files are read at all, and by what.
 *
 * @module
 */
import "./builtin_formats.ts";
import { UnsupportedFormat } from "../errors.ts";
import type { FormatReader } from "./format_reader.ts";
import { allReaders, readerOfBytes, readerOfExtension } from "./format_registry.ts";

/** The names of formats that no reader may be there for, by their files' extensions. */
const OTHERS: Readonly<Record<string, string>> = {
  ".stl": "STL",
  ".obj": "OBJ",
  ".glb": "glTF",
  ".gltf": "glTF",
  ".sldprt": "SolidWorks",
  ".sldasm": "SolidWorks",
  ".catpart": "CATIA V5",
  ".catproduct": "CATIA V5",
  ".ipt": "Inventor",
  ".iam": "Inventor",
  ".prt": "NX or Creo",
  ".jt": "JT",
  ".x_t": "Parasolid",
  ".x_b": "Parasolid",
  ".sat": "ACIS",
  ".3dm": "Rhino",
  ".ifc": "IFC",
  ".dxf": "DXF",
  ".dwg": "DWG",
  ".fcstd": "FreeCAD",
};

/**
 * The reader of a file: the one that recognises what the file begins with, whatever it is called;
 * where none does, that of its extension, which knows what is wrong.
 *
 * @throws {UnsupportedFormat} where there is none
 */
export function findReader(path: string, bytes: Uint8Array): FormatReader {
  const extension = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase() ?? "";
  const own = readerOfExtension(extension);
  if (own?.recognises(bytes, extension)) return own;
  const reader = readerOfBytes(bytes, extension) ?? own;
  if (reader !== null) return reader;
  const known = Object.hasOwn(OTHERS, extension) ? OTHERS[extension] : null;
  const found = known ?? (extension === "" ? "no extension" : `the extension '${extension}'`);
  const formats = allReaders().map(({ format }) => format).join(" or ");
  throw new UnsupportedFormat(
    `Cannot open '${path}': the format must be ${readableFormats()}, found ${found}. ` +
      `Export it as ${formats}.`,
    { data: { path, extension: extension.slice(1) } },
  );
}

/** The formats that can be read, for a sentence: `"STEP (.step, .stp, .p21, .stpz)"`. */
export function readableFormats(): string {
  return allReaders()
    .map(({ format, extensions }) => `${format} (${extensions.join(", ")})`)
    .join(" or ");
}

/** Extensions of the files that are read, lower case with the dot. */
export function cadExtensions(): readonly string[] {
  return allReaders().flatMap(({ extensions }) => extensions);
}
