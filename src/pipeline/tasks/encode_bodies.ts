/** What the built-in tasks do with the bodies of a file. @module */
import type { CadLoader, CadModel } from "../../cad/cad_loader.ts";
import { BodyEncoder } from "../../cad/encode/body_encoder.ts";
import type { ProfileName } from "../../cad/profiles/profile.ts";
import type { DataStorage } from "../../storage/data_storage.ts";

/**
 * Opens a file and encodes each of its distinct bodies.
 *
 * @returns the opened file
 */
export async function encodeBodies(
  file: string,
  loader: CadLoader,
  storage: DataStorage,
  profile: ProfileName,
): Promise<CadModel> {
  const model = await loader.createFromFile(file);
  for (const body of model.bodies) {
    new BodyEncoder(body.brep, storage.body(body)).pushProfile(profile);
  }
  return model;
}
