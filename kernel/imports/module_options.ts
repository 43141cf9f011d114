import type { BareNames } from "./bare_names.ts";

/** Where the modules of a notebook come from. */
export interface ModuleOptions extends BareNames {
  /** The URL of a file in the notebook's folder: relative imports in cells count from there. */
  cell: string;
  /** The URL of the kernel's own folder, whose modules are loaded once. */
  kernel: string;
}
