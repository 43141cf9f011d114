import type { CodeHelp } from "./code_help.ts";

/** Help where none is to be had. */
export const NO_HELP: CodeHelp = {
  complete: (_code, offset) => Promise.resolve({ matches: [], start: offset, end: offset }),
  inspect: () => Promise.resolve(undefined),
  ran: () => {},
  close: () => Promise.resolve(),
};
