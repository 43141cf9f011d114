/**
 * Which files are read at all.
 *
 * @module
 */
import { UnsupportedFormat } from "../errors.ts";

/** The names of formats by their files' extensions. */
const FORMATS: Readonly<Record<string, string>> = {
  iges: "IGES",
  igs: "IGES",
  brep: "OpenCascade's B-Rep",
  brp: "OpenCascade's B-Rep",
  stl: "STL",
  obj: "OBJ",
  glb: "glTF",
  gltf: "glTF",
  sldprt: "SolidWorks",
  sldasm: "SolidWorks",
  catpart: "CATIA V5",
  catproduct: "CATIA V5",
  ipt: "Inventor",
  iam: "Inventor",
  prt: "NX or Creo",
  jt: "JT",
  x_t: "Parasolid",
  x_b: "Parasolid",
  sat: "ACIS",
  "3dm": "Rhino",
  ifc: "IFC",
  dxf: "DXF",
  dwg: "DWG",
  fcstd: "FreeCAD",
  stpz: "compressed STEP",
};

/** The extensions of STEP files. */
const STEP_EXTENSIONS = new Set(["step", "stp", "p21"]);

/**
 * Lets through what is called STEP, and what begins as STEP whatever it is called.
 *
 * @throws {UnsupportedFormat} for every other file
 */
export function checkFormat(path: string, bytes: Uint8Array): void {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase() ?? "";
  if (STEP_EXTENSIONS.has(extension)) return;
  const format = FORMATS[extension];
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 512));
  if (extension !== "ifc" && /^\s*ISO-10303-21\s*;/.test(head)) return;
  const found = format ?? (extension === "" ? "no extension" : `the extension '.${extension}'`);
  throw new UnsupportedFormat(
    `Cannot open '${path}': the format must be STEP (.step, .stp, .p21), found ${found}. ` +
      "Export it as STEP.",
    { data: { path, extension } },
  );
}
