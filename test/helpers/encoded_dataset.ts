/** Datasets of bodies made by hand, encoded by a profile. */
import { join } from "node:path";
import { createStorage, type Dataset } from "trunnion";
import type { Brep } from "../../src/cad/brep.ts";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import type { ProfileName } from "../../src/cad/profiles/profile.ts";
import { mergeParts } from "./merge_parts.ts";

/** One body: its name, and the labels of its faces where it has any. */
export interface EncodedBody {
  readonly name: string;
  readonly brep: Brep;
  readonly labels?: readonly number[];
}

/** Writes a dataset into a folder, a file a body, and opens it. */
export async function encodedDataset(
  home: string,
  profile: ProfileName,
  bodies: readonly EncodedBody[],
): Promise<Dataset> {
  const dataFiles = bodies.map(({ name, brep, labels }, i) => {
    const storage = createStorage("optimized", join(home, `part_${i}.data`));
    storage.setSource({
      path: `${name}.step`,
      hash: i.toString(16).repeat(64).slice(0, 64),
      size: 1,
      provenance: { kernel: "none", format: "STEP", units: "mm", tolerance: null },
    });
    const instances = [{ transform: null, path: [] }];
    const body = storage.body({ index: 0, kind: "solid", name, instances, brep });
    new BrepEncoder(brep, body).pushProfile(profile);
    if (labels !== undefined) {
      const array = { data: Int32Array.from(labels), shape: [labels.length] };
      const spec = { dims: ["face"], dtype: "int32", missing: -1 } as const;
      body.saveDeclared("face_labels/label", array, spec);
    }
    storage.compressStore();
    storage.close();
    return storage.getFilePath();
  });
  return await mergeParts(home, dataFiles);
}
