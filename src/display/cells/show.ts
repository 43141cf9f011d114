/** Shows a value in whatever notebook the code runs in. @module */
import { isPromise } from "../../base/is_promise.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { jupyterKernel } from "../notebook.ts";

/** What tslab gives a cell to show things. */
interface TslabDisplay {
  html(text: string): void;
  svg(text: string): void;
  png(bytes: Uint8Array): void;
  markdown(text: string): void;
  text(text: string): void;
}

/** By MIME type. */
type Bundle = Readonly<Record<string, unknown>>;

/** What tslab shows of a bundle, the richest first: it takes one form for an output. */
const FORMS: readonly (readonly [type: string, show: (to: TslabDisplay, data: string) => void])[] =
  [
    ["image/svg+xml", (to, data) => to.svg(data)],
    ["image/png", (to, data) => to.png(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)))],
    ["text/html", (to, data) => to.html(data)],
    ["text/markdown", (to, data) => to.markdown(data)],
    ["text/plain", (to, data) => to.text(data)],
  ];

/**
 * Shows a value: a dataset, a chart, a table, or whatever has `Symbol.for("Jupyter.display")`. It
 * does so under tslab on Node, which knows nothing of that symbol, in Deno's notebooks, and as text
 * where there is no notebook. A promise is awaited.
 *
 * @example
 * ```ts
 * import { show, table } from "trunnion";
 *
 * await show(table([{ family: "gear", faces: 67 }]));
 * ```
 */
export async function show(value: unknown): Promise<void> {
  const bundle = await bundleOf(isPromise(value) ? await value : value);
  const kernel = jupyterKernel();
  const tslab = tslabDisplay();
  if (kernel !== null) {
    await kernel.broadcast("display_data", { data: bundle, metadata: {}, transient: {} });
  } else if (tslab !== undefined) {
    for (const [type, display] of FORMS) {
      const data = bundle[type];
      if (typeof data === "string") return display(tslab, data);
    }
  } else console.log(bundle["text/plain"]);
}

async function bundleOf(value: unknown): Promise<Bundle> {
  const own = (value as { [JUPYTER_DISPLAY]?: () => unknown } | null | undefined)
    ?.[JUPYTER_DISPLAY];
  if (typeof own === "function") return await own.call(value) as Bundle;
  const { inspect } = await import("node:util");
  return { "text/plain": typeof value === "string" ? value : inspect(value) };
}

/** tslab gives its own things to the `require` of cells alone, which it keeps there. */
function tslabDisplay(): TslabDisplay | undefined {
  const { __tslab__: own } = globalThis as { __tslab__?: { require(name: string): unknown } };
  return (own?.require("tslab") as { display: TslabDisplay } | undefined)?.display;
}
