/** What has begun a run, as far as it is needed to begin the same again. @module */
import type { RunOrigin } from "../pipeline/process_options.ts";

/** The command that tries a run's failed items again, without the run's folder. */
export const RETRY_COMMAND = "trunnion retry";

/** Kept with the run, so that `trunnion retry` needs nothing but the folder. */
export type CommandOrigin =
  & RunOrigin
  & ({
    readonly command: "encode";
    /** The folder that relative paths begin at. */
    readonly cwd: string;
    readonly folders: readonly string[];
    /** The command's options, by their names. */
    readonly options: Readonly<Record<string, unknown>>;
    /** The most items that are taken; null for all of them. */
    readonly limit: number | null;
  } | {
    readonly command: "run";
    readonly cwd: string;
    readonly module: string;
    /** The name of the export; null where the module exports one flow. */
    readonly flow: string | null;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly limit: number | null;
  });
