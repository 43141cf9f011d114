import { sha256 } from "../../src/base/sha256.ts";
import type { Body } from "../../src/cad/brep.ts";
import type { CadLoader } from "../../src/cad/cad_loader.ts";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import { DatasetMerger } from "../../src/dataset/merge/dataset_merger.ts";
import { ZipDataStorage } from "../../src/storage/zip/zip_data_storage.ts";
import { box, cylinder } from "./breps.ts";
import { loaderOf } from "./model_of.ts";

/** A dataset whose files are texts, and a loader that takes each for the bodies it was made of. */
export interface DrawnDataset {
  readonly path: string;
  readonly loader: CadLoader & { readonly opened: string[] };
  /** The folder of the files. */
  readonly parts: string;
}

/** Three files: a box, a cylinder, and one of both. */
export async function drawnDataset(path: string): Promise<DrawnDataset> {
  const parts = `${path}/parts`;
  await Deno.mkdir(parts, { recursive: true });
  await Deno.mkdir(`${path}/encoded`);
  const here = [{ transform: null, path: [] }];
  const files: Record<string, Omit<Body, "index">[]> = {
    box: [{ kind: "solid", name: "box", brep: box(3, 2, 1), instances: here }],
    cylinder: [{ kind: "solid", name: "rod", brep: cylinder(1, 4), instances: here }],
    pair: [
      { kind: "solid", name: "lid", brep: box(2, 2, 2), instances: here },
      { kind: "solid", name: "pin", brep: cylinder(1, 1), instances: here },
    ],
  };
  const loaders = new Map<string, ReturnType<typeof loaderOf>>();
  const dataFiles = Object.entries(files).map(([name, list]) => {
    const file = `${parts}/${name}.step`;
    Deno.writeTextFileSync(file, name);
    const bodies = list.map((body, index): Body => ({ ...body, index }));
    loaders.set(file, loaderOf(...bodies));
    const storage = new ZipDataStorage(`${path}/encoded/${name}.data`);
    for (const body of bodies) {
      const store = storage.body(body);
      new BrepEncoder(body.brep, store).pushFaceAttributes();
      store.saveMetadata("made_of", name === "box" ? "steel" : "brass");
    }
    storage.setSource({ path: file, hash: sha256(name), size: name.length, provenance: {} });
    storage.setProfile("hoops@1");
    storage.compressStore();
    return storage.getFilePath();
  });
  await new DatasetMerger({
    dataFiles,
    datasetPath: `${path}/drawn.dataset`,
    infosetPath: `${path}/drawn.infoset`,
    attribsetPath: `${path}/drawn.attribset`,
    flowName: "drawn",
    sourceFolders: [parts],
  }).mergeData();
  const opened: string[] = [];
  return {
    path: `${path}/drawn.dataset`,
    parts,
    loader: {
      opened,
      createFromFile(file) {
        opened.push(file);
        return loaders.get(file)!.createFromFile(file);
      },
      close: () => Promise.resolve(),
    },
  };
}
