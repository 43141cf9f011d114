/**
 * The name of the method by which a notebook's kernel asks a value how it is shown: it gives a
 * bundle, the same by MIME type.
 *
 * @example
 * ```ts
 * import { JUPYTER_DISPLAY } from "trunnion";
 *
 * const part = { [JUPYTER_DISPLAY]: () => ({ "text/html": "<b>gear</b>", "text/plain": "gear" }) };
 * ```
 */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");
