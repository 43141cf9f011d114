/** The errors of pipelines. @module */
import { TrunnionError, UsageError } from "../base/errors.ts";
import { RunEnding } from "../pool/errors.ts";

/** An input that nothing provides. Thrown before anything runs. */
export class MissingInput extends UsageError {
  /** The name of the class, as rows of errors have it. */
  override name = "MissingInput";
}

/** Two tasks of one name that a worker could not tell apart. */
export class DuplicateTask extends UsageError {
  /** The name of the class, as rows of errors have it. */
  override name = "DuplicateTask";
}

/** No source gave any item, so there is nothing to do. */
export class NoItems extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "NoItems";
}

/** The output folder cannot be made or written. */
export class OutputFolderError extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "OutputFolderError";
}

/** There is no room for what items write, or no right to write it: that holds for all of them. */
export class OutputError extends RunEnding {
  /** The name of the class, as rows of errors have it. */
  override name = "OutputError";
}

/** A source of CAD files that is missing, empty or without any. */
export class SourceError extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "SourceError";
}

/** A loader's licence that is missing or refused. */
export class LicenceError extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "LicenceError";
}

/** More items failed than `maxErrors` allows. */
export class TooManyErrors extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "TooManyErrors";
}

/** Results of a run that a later one has replaced. */
export class ResultsReplaced extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "ResultsReplaced";
}

/** A result that lacks outputs which its task has declared. */
export class OutputMismatch extends TrunnionError {
  /** The name of the class, as rows of errors have it. */
  override name = "OutputMismatch";
}
