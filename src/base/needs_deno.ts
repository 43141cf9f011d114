/** What stands for a name of Trunnion that a runtime cannot have. @module */
import { UsageError } from "./errors.ts";

/** A function and class that can be named, and says why it cannot be used. */
export function needsDeno(name: string): unknown {
  const refuse = (): never => {
    throw new UsageError(
      `Cannot use '${name}' here: it needs Deno, and this is another runtime. Run the program ` +
        "with `npx deno run`, or use the command line, `npx trunnion`, which brings Deno along.",
      { data: { name } },
    );
  };
  // Looked at by name or kind it is a plain function, so that loading a module harms nobody.
  return new Proxy(function () {}, {
    apply: refuse,
    construct: refuse,
    get: (target, key) =>
      key === "prototype" || typeof key === "symbol" || key in Function.prototype
        ? Reflect.get(target, key)
        : refuse(),
  });
}
