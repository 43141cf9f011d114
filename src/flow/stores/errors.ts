import { TrunnionError } from "../../base/errors.ts";

/** There is no result of that name. */
export class ResultNotFound extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "ResultNotFound";
}

/** There is a result of that name already, and it may not be replaced. */
export class ResultExists extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "ResultExists";
}

/** What is kept under a name is damaged, or of a model that is not known. */
export class ResultUnreadable extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "ResultUnreadable";
}

/** A value does not fit its model. */
export class ResultInvalid extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "ResultInvalid";
}
