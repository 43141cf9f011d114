/** Exports samples as files of meshes, one a sample. @module */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TrunnionError } from "../../base/errors.ts";
import type { CadLoader, CadModel } from "../../cad/cad_loader.ts";
import type { BodyMesh } from "../../cad/mesh/body_mesh.ts";
import { meshFile } from "../../cad/mesh/files/mesh_file.ts";
import type { MeshFormat } from "../../cad/mesh/files/mesh_part.ts";
import { meshBody } from "../../cad/mesh/mesh_body.ts";
import type { MeshOptions } from "../../cad/mesh/mesh_options.ts";
import { OcctLoader } from "../../cad/occt/occt_loader.ts";
import { writeParquet } from "../../storage/parquet.ts";
import { DatasetError } from "../errors.ts";
import { pathFinder } from "../read/file_paths.ts";
import { hasMeshes, storedMesh } from "../read/stored_mesh.ts";
import type { ExportPlan } from "./export_plan.ts";
import { sampleFileName } from "./sample_file_name.ts";

/** A sample without a file, or with faces missing in it. */
export interface IncompleteMesh {
  /** The sample's name. */
  readonly name: string;
  /** What is missing, and why. */
  readonly reason: string;
}

/**
 * Writes `<subset>/<position>_<name>.<format>` of each sample, and the table of all: from the
 * meshes that the dataset holds, else from the source files. What could not be meshed is told.
 */
export async function writeMeshes(
  format: MeshFormat,
  plan: ExportPlan,
  folder: string,
  options: MeshOptions,
): Promise<IncompleteMesh[]> {
  const { reader, columns, subsets } = plan;
  const names = columns.find(({ name }) => name === "name")?.values;
  const isStored = hasMeshes(reader) && Object.keys(options).length === 0;
  const files = new Array<string | null>(reader.sampleCount).fill(null);
  const incomplete: IncompleteMesh[] = [];
  using sources = new SourceMeshes(plan, options);
  for (const [subset, samples] of subsets) {
    mkdirSync(join(folder, subset));
    for (const s of samples) {
      const name = String(names?.[s] ?? `sample ${s}`);
      try {
        const mesh = isStored ? await storedMesh(reader, s) : await sources.of(s);
        const file = `${subset}/${sampleFileName(s, names?.[s])}.${format}`;
        writeFileSync(join(folder, file), meshFile(format, [{ mesh, name }]));
        files[s] = file;
        for (const { face, reason } of mesh.skipped) {
          incomplete.push({ name, reason: `face ${face}: ${reason}` });
        }
      } catch (error) {
        if (!(error instanceof TrunnionError)) throw error;
        incomplete.push({ name, reason: error.message });
      }
    }
  }
  const kept = files.flatMap((file, s) => file === null ? [] : [s]);
  if (kept.length === 0) {
    throw new DatasetError(
      `Cannot export '${reader.location}' as ${format}: no sample could be meshed. The first: ` +
        incomplete[0]?.reason,
      { data: { format } },
    );
  }
  writeParquet(join(folder, "samples.parquet"), [
    { name: format, type: "string", values: kept.map((s) => files[s]) },
    ...columns.map(({ name, type, values }) => ({
      name,
      type,
      values: kept.map((s) => values[s]),
    })),
  ]);
  return incomplete;
}

/** Meshes samples from the files that they come from. */
class SourceMeshes implements Disposable {
  readonly #plan: ExportPlan;
  readonly #options: MeshOptions;
  #loader: CadLoader | null = null;
  #find: ((file: string) => string | null) | null = null;
  /** The file that was opened last: its samples lie beside each other. */
  #open: { readonly path: string; readonly model: CadModel } | null = null;

  constructor(plan: ExportPlan, options: MeshOptions) {
    this.#plan = plan;
    this.#options = options;
  }

  async of(sample: number): Promise<BodyMesh> {
    const value = (name: string) =>
      this.#plan.columns.find((column) => column.name === name)?.values[sample] ?? null;
    const file = value("file");
    this.#find ??= await pathFinder(this.#plan.reader);
    const path = typeof file === "string" ? this.#find(file) : null;
    if (path === null) {
      throw new DatasetError(
        "Cannot mesh the sample: the dataset holds no meshes, and the file that it comes from is " +
          `not found: ${file}. Encode with pushFaceMesh() to keep meshes`,
        { data: { sample, file: String(file) } },
      );
    }
    if (this.#open?.path !== path) {
      this.#loader ??= new OcctLoader();
      const model = await this.#loader.createFromFile(path, { onBadFace: "keep" });
      const hash = value("file_hash");
      if (hash !== null && hash !== model.hash) {
        throw new DatasetError(
          `Cannot mesh the sample: '${path}' is not the file that was encoded: its SHA-256 has ` +
            "changed",
          { data: { sample, path } },
        );
      }
      this.#open = { path, model };
    }
    const body = this.#open.model.bodies[Number(value("body_index") ?? 0)];
    const faces = value("face_count");
    if (body === undefined || (faces !== null && Number(faces) !== body.brep.faces.length)) {
      throw new DatasetError(
        `Cannot mesh the sample: '${path}' was encoded with other options of the loader, and has ` +
          "no such body without them",
        { data: { sample, path } },
      );
    }
    return meshBody(body.brep, this.#options);
  }

  [Symbol.dispose](): void {
    void this.#loader?.close();
  }
}
