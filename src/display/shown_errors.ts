/**
 * The errors of items, as a list that shows itself.
 *
 * @module
 */
import { countedText } from "../page/quantity_text.ts";
import { shownValue } from "../page/shown_value.ts";
import { digestBlocks, digestHeading } from "./error_digest.ts";
import { type DigestedError, groupErrors } from "./group_errors.ts";

/** Gives errors a page, by their kind, and a few lines for `console.log`. */
export function shownErrors<T extends readonly DigestedError[]>(errors: T): T {
  return shownValue(errors, {
    line: () => {
      if (errors.length === 0) return "no errors";
      const kinds = groupErrors(errors).map(({ count, errorClass }) => `${errorClass} ${count}`);
      return `${countedText(errors.length, "error")}: ${kinds.join(", ")}`;
    },
    page: () => {
      const groups = groupErrors(errors);
      return {
        title: "",
        lead: [],
        sections: [
          groups.length === 0
            ? { heading: "No errors", blocks: [] }
            : { heading: digestHeading(groups), blocks: digestBlocks(groups, null) },
        ],
      };
    },
  });
}
