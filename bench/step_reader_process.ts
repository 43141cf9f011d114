/**
 * Reads a list of STEP files in a process of its own, pass by pass, and prints the milliseconds a
 * file of each stage as JSON: a part of `bench/step_reader.ts`.
 *
 * @module
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createStorage, OcctLoader } from "../mod.ts";
import { BrepEncoder } from "../src/cad/encode/brep_encoder.ts";
import { BodyReader } from "../src/cad/formats/step/proven/body_reader.ts";
import type { ProfileName } from "../src/cad/profiles/profile.ts";
import { DatasetMerger } from "../src/dataset/merge/dataset_merger.ts";

/** Milliseconds a file, by stage. */
export interface Stages {
  /** Reading the bytes, their hash, the scan, names and products. */
  text: number;
  /** Bodies made of the text. */
  bodies: number;
  proofs: number;
  /** What the kernel does, and what is made of its answer. */
  kernel: number;
  features: number;
  store: number;
  merge: number;
}

const [list, reader, profile, passes, folder] = Deno.args;
if (folder !== undefined) await main();

async function main(): Promise<void> {
  const files = (await Deno.readTextFile(list)).split("\n");
  const loader = new OcctLoader({ reader: reader as "kernel" | "typescript" });
  if (reader === "kernel") await loader.warmUp();
  let making = 0;
  const read = BodyReader.read;
  BodyReader.read = (...args) => {
    const start = performance.now();
    const body = read(...args);
    making += performance.now() - start;
    return body;
  };
  const results: Stages[] = [];
  for (let pass = 0; pass < Number(passes); pass++) {
    const sum = { text: 0, bodies: 0, proofs: 0, kernel: 0, features: 0, store: 0, merge: 0 };
    const encoded = join(folder, String(pass), "encoded");
    mkdirSync(encoded, { recursive: true });
    const dataFiles: string[] = [];
    for (const [i, path] of files.entries()) {
      making = 0;
      const start = performance.now();
      const model = await loader.createFromFile(path);
      const opened = performance.now();
      const data = join(encoded, `${i}.data`);
      const storage = createStorage("optimized", data);
      const { hash, size, provenance } = model;
      storage.setSource({ path, hash, size, provenance: { ...provenance } });
      for (const body of model.bodies) {
        new BrepEncoder(body.brep, storage.body(body)).pushProfile(profile as ProfileName);
      }
      const computed = performance.now();
      storage.compressStore();
      storage.close();
      sum.store += performance.now() - computed;
      sum.features += computed - opened;
      const { timings } = model;
      if (reader === "kernel") sum.kernel += opened - start;
      else {
        sum.text += opened - start - timings.parse;
        sum.bodies += making;
        sum.proofs += timings.parse - making;
      }
      dataFiles.push(data);
    }
    const start = performance.now();
    const at = (extension: string) => join(folder, String(pass), `d.${extension}`);
    await new DatasetMerger({
      dataFiles,
      datasetPath: at("dataset"),
      infosetPath: at("infoset"),
      attribsetPath: at("attribset"),
      flowName: "d",
    }).mergeData();
    sum.merge = performance.now() - start;
    const stages = Object.entries(sum).map(([stage, ms]) => [stage, ms / files.length]);
    results.push(Object.fromEntries(stages));
  }
  await loader.close();
  console.log(JSON.stringify(results));
}
