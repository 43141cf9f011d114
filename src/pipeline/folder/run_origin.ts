/** What has begun a run, as far as it is needed to begin the same again. @module */

/** Written into the journal, so that `trunnion retry` needs nothing but the folder. */
export type RunOrigin =
  | {
    readonly command: "encode";
    /** The folder that relative paths begin at. */
    readonly cwd: string;
    readonly folders: readonly string[];
    /** The command's options, by their names. */
    readonly options: Readonly<Record<string, unknown>>;
    /** The most items that are taken; null for all of them. */
    readonly limit: number | null;
  }
  | {
    readonly command: "run";
    readonly cwd: string;
    readonly module: string;
    /** The name of the export; null where the module exports one flow. */
    readonly flow: string | null;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly limit: number | null;
  };
