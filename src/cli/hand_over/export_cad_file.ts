/**
 * A CAD file as a file of meshes.
 *
 * @module
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { meshFile } from "../../cad/mesh/files/mesh_file.ts";
import { MESH_FORMATS, type MeshFormat } from "../../cad/mesh/files/mesh_part.ts";
import { meshModel } from "../../cad/mesh/files/mesh_model.ts";
import type { MeshOptions } from "../../cad/mesh/mesh_options.ts";
import { OcctLoader } from "../../cad/occt/occt_loader.ts";
import { countedText, countText } from "../../page/quantity_text.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { here } from "../flow_result.ts";
import type { CommandResult } from "../session.ts";

/** How many faces that were left out are named. */
const MOST_NAMED = 5;

/** Meshes the bodies of a CAD file, each where it stands, into one file. */
export async function exportCadFile(
  path: string,
  format: string,
  out: string,
  { replace, ...options }: MeshOptions & { readonly replace: boolean },
): Promise<CommandResult> {
  if (!(MESH_FORMATS as readonly string[]).includes(format)) {
    throw new UsageError(
      `Cannot export '${path}' to ${format}: of a CAD file the formats are ` +
        `${MESH_FORMATS.join(", ")}. For the others, make a dataset of it first: trunnion encode`,
      { data: { path, format } },
    );
  }
  const isFile = extname(out).toLowerCase() === `.${format}`;
  const target = isFile ? out : join(out, `${basename(path, extname(path))}.${format}`);
  if (existsSync(target) && !replace) {
    throw new UsageError(
      `Cannot export to '${target}': it is there already. Choose another, or say --replace`,
      { data: { path: target } },
    );
  }
  const loader = new OcctLoader();
  try {
    const model = await loader.createFromFile(path, { onBadFace: "keep" });
    const parts = meshModel(model, options);
    const bytes = meshFile(format as MeshFormat, parts);
    mkdirSync(dirname(target), { recursive: true });
    writeAtomically(target, (temporary) => writeFileSync(temporary, bytes));
    const triangles = parts.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
    const skipped = parts.flatMap(({ mesh, name = "" }, body) =>
      mesh.skipped.map((face) => ({ body, name, ...face }))
    );
    const lines = [
      `Exported ${parts.length === 1 ? "1 body" : `${countText(parts.length)} bodies`}, ` +
      `${countedText(triangles, "triangle")}, ${(bytes.length / 1e6).toFixed(1)} MB: ` +
      here(target),
      ...skipped.slice(0, MOST_NAMED).map(({ name, face, reason }) =>
        `Left out, of ${name}: face ${face}: ${reason}`
      ),
    ];
    if (skipped.length > MOST_NAMED) {
      lines.push(`Left out besides: ${countedText(skipped.length - MOST_NAMED, "face")}`);
    }
    const json = { format, path: target, bytes: bytes.length, bodies: parts.length, triangles };
    return { text: lines.join("\n"), json: { ...json, skipped } };
  } finally {
    await loader.close();
  }
}
