/** A manifest as `trunnion freeze` writes it. @module */
import type { DatasetManifest } from "../../dataset/cite/make_manifest.ts";
import type { CommandOrigin } from "../command_origin.ts";

/** What a dataset was, and which command made it. */
export interface FrozenDataset extends DatasetManifest {
  /** Null where a script made it. */
  readonly command: CommandOrigin | null;
}
