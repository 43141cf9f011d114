/** What both decorators need. @module */
import { UsageError } from "../../base/errors.ts";

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
