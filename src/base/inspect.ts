/**
 * The name of the method by which `console.log` asks a value how it is written, in Deno as in
 * Node: it gives a text.
 */
export const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom");
