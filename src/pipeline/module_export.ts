/** Where to find what is sent to workers by name. @module */

/** Something that a module exports. */
export interface ModuleExport {
  /** URL of the module, e.g. `import.meta.url`. */
  readonly module: string;
  /**
   * What it is called there.
   *
   * @default {"default"}
   */
  readonly export?: string;
}
