import type { CodeHelp } from "../../kernel/front/code_help.ts";

/** Help where none is to be had. */
export const NO_HELP: CodeHelp = {
  complete: (_code, offset) => Promise.resolve({ matches: [], start: offset, end: offset }),
  inspect: () => Promise.resolve(undefined),
  isWarm: false,
  check: () => Promise.resolve([]),
  ran: () => {},
  close: () => Promise.resolve(),
};
