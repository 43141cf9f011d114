import type { Node } from "@babel/types";
import { CellSyntaxError } from "../cell/cell_syntax_error.ts";
import { declaredNames } from "../cell/declared_names.ts";
import { parseCell, type ParsedCell } from "../cell/parse_cell.ts";

/** What cells find without an import, for the language server. */
const AT_HAND: readonly Declaration[] = Object.entries({
  display: `/** Shows values, below each other. The cell waits for it: no \`await\` is needed. */
declare function display(...values: unknown[]): Promise<void>;
/** Shows a value; \`raw\` for a MIME bundle, \`display_id\` to \`update\` it later. */
declare function display(
  value: unknown,
  options: { raw?: boolean; display_id?: string; update?: boolean },
): Promise<void>`,
  table: `/**
 * Shows rows: of a dataset's part ("faces", "infoset", "errors", ...), of a table of Arquero or
 * Arrow, of an array, a Map, an object of columns. A cell ends with it, or displays it.
 */
declare function table(
  what: unknown,
  part?: string | { rows?: number; columns?: readonly string[] },
  options?: { rows?: number; columns?: readonly string[] },
): object`,
  chart: `/**
 * Draws a dataset's or rows' keys, one as a distribution, two against each other, coloured by the
 * third; or a specification of Vega-Lite. A cell ends with it, or displays it.
 */
declare function chart(what: unknown, x?: string, y?: string, color?: string): object`,
  password: `/** Asks for what is not to be seen. */
declare function password(message?: string): string | null`,
}).map(([name, source]) => ({ names: [name], source }));
/** Makes the text a module, in which awaits may stand everywhere. */
const END = "\nexport {};\n";

/** A cell behind all that was declared before. */
export interface CellInNotebook {
  text: string;
  /** Where the cell's code begins in `text`. */
  start: number;
}

interface Declaration {
  names: string[];
  source: string;
}

/**
 * The notebook as one module: what the cells that were run have declared, each name once, as the
 * last cell that declares it has it.
 */
export class NotebookText {
  #declarations: Declaration[] = [...AT_HAND];

  /** The text with `code` at its end. Names that it declares anew are left out before it. */
  with(code: string): CellInNotebook {
    const fresh = new Set(declarationsOf(code).flatMap(({ names }) => names));
    const before = textOf(without(this.#declarations, fresh));
    return { text: before + code + END, start: before.length };
  }

  /** A cell was run. */
  add(code: string): void {
    const declarations = declarationsOf(code);
    const fresh = new Set(declarations.flatMap(({ names }) => names));
    this.#declarations = [...without(this.#declarations, fresh), ...declarations];
  }
}

function textOf(declarations: readonly Declaration[]): string {
  return declarations.map(({ source }) => `${source};\n`).join("");
}

/** What still declares a name that is not in `names`. */
function without(declarations: Declaration[], names: ReadonlySet<string>): Declaration[] {
  return declarations.filter((one) => one.names.some((name) => !names.has(name)));
}

/** The statements of a cell that declare something; none where it cannot be parsed. */
function declarationsOf(code: string): Declaration[] {
  let cell: ParsedCell;
  try {
    cell = parseCell(code);
  } catch (error) {
    if (error instanceof CellSyntaxError) return [];
    throw error;
  }
  return cell.file.program.body.flatMap((statement) => {
    const declared = statement.type === "ExportNamedDeclaration" && statement.declaration
      ? statement.declaration
      : statement;
    const names = namesOf(declared);
    const doc = statement.leadingComments?.findLast(({ value }) => value.startsWith("*"));
    const source = (doc === undefined ? "" : `/*${doc.value}*/\n`) +
      cell.code.slice(declared.start!, declared.end!);
    return names.length === 0 ? [] : [{ names, source }];
  });
}

function namesOf(node: Node): string[] {
  switch (node.type) {
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }) => declaredNames(id));
    case "ImportDeclaration":
      return node.specifiers.map(({ local }) => local.name);
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "ClassDeclaration":
      return node.id ? [node.id.name] : [];
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
      return [node.id.name];
    default:
      return [];
  }
}
