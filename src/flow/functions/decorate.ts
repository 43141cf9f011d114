/** What both decorators need. @module */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";

/** The name of a decorated method, of which there must be one. */
export function methodName(what: string, value: unknown, context: unknown): string {
  const { kind, name } = (context ?? {}) as Partial<ClassMethodDecoratorContext>;
  if (typeof value === "function" && kind === "method") return String(name);
  throw new UsageError(
    `Cannot decorate with @${what}(): it is for methods of classes, and found ` +
      (kind === undefined
        ? "no decorator context. Turn `experimentalDecorators` off."
        : `a ${kind}, '${String(name)}'. Wrap its function instead: ${what}(fn).`),
    { data: { kind: kind ?? null } },
  );
}

/** The error for what is neither a function nor the options of a decorator. */
export function noFunction(what: string, found: unknown): UsageError {
  return new UsageError(
    `Cannot make a ${what} of ${foundText(found)}: ${what}(fn, options) takes a function first, ` +
      `and @${what}(options) stands before a method of a class.`,
    { data: { found: foundText(found) } },
  );
}
