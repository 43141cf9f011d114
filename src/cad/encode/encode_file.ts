/**
 * One file's arrays in memory: for inference.
 *
 * @module
 */
import { requireKnownOptions } from "../../base/known_options.ts";
import type { EncodedArrays } from "../features/array_pusher.ts";
import { BrepEncoder, ENCODER_OPTIONS, type EncoderOptions } from "./brep_encoder.ts";
import type { BodyKind } from "../brep.ts";
import type { CadLoader, Provenance } from "../cad_loader.ts";
import { OcctLoader } from "../occt/occt_loader.ts";
import { findProfile } from "../profiles/find_profile.ts";
import { type Profile, profileLabel, type ProfileName } from "../profiles/profile.ts";

/** One body of a file with its arrays. */
export interface EncodedBody {
  /** Position among the file's bodies, from 0. */
  readonly index: number;
  /** What the body is. */
  readonly kind: BodyKind;
  /** The name that the file gives the body, or null. */
  readonly name: string | null;
  /** The arrays of the profile, by `group/array`. */
  readonly arrays: EncodedArrays;
}

/** What {@linkcode encodeFile} gives. */
export interface EncodedModel {
  /** The file. */
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly hash: string;
  /** Name and version of the profile: `"uvnet@3"`. What a model was trained on must be the same. */
  readonly profile: string;
  /** Where the numbers come from. */
  readonly provenance: Provenance;
  /** The distinct bodies of the file. */
  readonly bodies: readonly EncodedBody[];
}

/** How a file is encoded in memory. */
export interface EncodeFileOptions extends EncoderOptions {
  /**
   * Opens the file, and is left open; with many files one loader saves its boot.
   *
   * @default {a loader for this file alone}
   */
  readonly loader?: CadLoader;
  /** Gives up on the file. */
  readonly signal?: AbortSignal;
}

/**
 * Encodes one file by a profile, the way a flow would: the same file, profile and options give the
 * same arrays as are in the dataset. Nothing is written.
 *
 * @example The grids of a part, for a model that was trained on `uvnet`
 * ```ts
 * import { encodeFile, samples } from "trunnion";
 *
 * const folder = await Deno.makeTempDir();
 * const { files } = await samples(folder, { count: 1 });
 *
 * const { bodies } = await encodeFile(`${folder}/${files[0]}`, "uvnet");
 * const { data, shape } = bodies[0].arrays["faces/face_uv_grids"];
 * console.log(shape, data.length); // [faces, 10, 10, 7]
 * ```
 *
 * @throws what the loader throws, and FeatureError where a value cannot be trusted
 */
export async function encodeFile(
  path: string,
  profile: ProfileName | Profile,
  options: EncodeFileOptions = {},
): Promise<EncodedModel> {
  requireKnownOptions(`encode '${path}'`, options, {
    ...ENCODER_OPTIONS,
    loader: true,
    signal: true,
  });
  const { loader, signal, ...encoding } = options;
  // A profile that there is not is no reason to boot a kernel.
  const found = findProfile(profile);
  const own = loader === undefined ? new OcctLoader() : null;
  try {
    const model = await (loader ?? own!).createFromFile(path, { signal });
    return {
      path: model.path,
      hash: model.hash,
      profile: profileLabel(found),
      provenance: model.provenance,
      bodies: model.bodies.map(({ index, kind, name, brep }) => ({
        index,
        kind,
        name,
        arrays: new BrepEncoder(brep, undefined, encoding).pushProfile(found),
      })),
    };
  } finally {
    await own?.close();
  }
}
