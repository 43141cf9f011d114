/** The errors of journals and of the folders that they stand in. @module */
import { TrunnionError } from "../base/errors.ts";

/**
 * A journal that cannot be used: damaged, or made by another version. `data` holds the path of the
 * `journal`, and `removable: true` where removing it helps.
 */
export class JournalError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "JournalError";
}

/** A journal that cannot be written. It ends the run: what is not written down would be lost. */
export class JournalWriteError extends JournalError {
  /** The class, as tables of errors name it. */
  override name = "JournalWriteError";
}

/** Another process runs in the folder. */
export class FolderInUse extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "FolderInUse";
}
