import { parse, type ParserOptions } from "@babel/parser";
import type { File } from "@babel/types";
import { CellSyntaxError } from "./cell_syntax_error.ts";

/** A cell's code as a tree. */
export interface ParsedCell {
  code: string;
  file: File;
  /** Whether it holds JSX. */
  jsx: boolean;
  /** How far `code` was moved against what the person wrote. */
  shift: number;
}

const PLUGINS = ["typescript", "decorators"] as const;

/**
 * Parses the TypeScript of a cell. A cell that is an object, such as `{ a: 1 }`, counts as that,
 * not as a block.
 *
 * @throws {CellSyntaxError}
 */
export function parseCell(code: string): ParsedCell {
  if (/^\s*\{[\s\S]*\}\s*$/.test(code)) {
    const object = attempt(`(${code}\n)`, false);
    if (!("error" in object)) return { ...object, shift: 1 };
  }
  const plain = attempt(code, false);
  if (!("error" in plain)) return plain;
  // `<T>x` asserts a type in plain TypeScript, and opens an element where JSX is allowed.
  const jsx = /<[\w>]/.test(code) ? attempt(code, true) : plain;
  if (!("error" in jsx)) return jsx;
  throw plain.error;
}

function attempt(code: string, jsx: boolean): ParsedCell | { error: Error } {
  try {
    const plugins: ParserOptions["plugins"] = jsx ? [...PLUGINS, "jsx"] : [...PLUGINS];
    return { code, file: parse(code, { sourceType: "module", plugins }) as File, jsx, shift: 0 };
  } catch (error) {
    return { error: asCellError(error) };
  }
}

interface BabelError extends Error {
  loc: { line: number; column: number };
}

function asCellError(error: unknown): Error {
  const { message, loc } = error as BabelError;
  if (loc === undefined) return error as Error;
  const sentence = message.replace(/\s*\(\d+:\d+\)$/, "");
  return new CellSyntaxError(sentence, loc.line, loc.column + 1, error);
}
