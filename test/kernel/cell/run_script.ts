import vm from "node:vm";
import { parseCell } from "../../../kernel/cell/parse_cell.ts";
import { rewriteCell, type RunnableCell } from "../../../kernel/cell/rewrite_cell.ts";
import { stripTypes } from "../../../kernel/cell/strip_types.ts";

export async function rewritten(code: string): Promise<RunnableCell> {
  return rewriteCell(await stripTypes(parseCell(code)));
}

type Body = (setters: ((value: unknown) => void)[]) => Promise<{ value: unknown } | undefined>;

/** Runs cells one after the other like an engine, in a context of their own. */
export class Cells {
  /** What a cell imports, by the name in its import. */
  readonly modules: Record<string, Record<string, unknown>> = {};
  readonly imported: unknown[][] = [];
  readonly waits: unknown[] = [];
  readonly #context = vm.createContext({
    __trunnion: {
      wait: (value: unknown) => {
        this.waits.push(value);
        return value;
      },
      iterate: (source: unknown) => source,
      import: (...args: unknown[]) => {
        this.imported.push(args);
        return Promise.resolve(this.modules[String(args[0])]);
      },
      meta: { url: "file:///notebook/cell.ts" },
    },
  });

  /** The value of a cell. */
  async run(code: string): Promise<unknown> {
    const cell = await rewritten(code);
    for (const name of cell.names) vm.runInContext(`var ${name}`, this.#context);
    const setters = cell.functions.map((name) =>
      vm.runInContext(`(v) => { ${name} = v }`, this.#context)
    );
    const body = vm.runInContext(cell.script, this.#context) as Body;
    return (await body(setters))?.value;
  }
}
