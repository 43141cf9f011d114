import type { ImportDeclaration, ImportSpecifier } from "@babel/types";

/** What an import of a cell becomes. */
interface ImportEdit {
  code: string;
  names: string[];
}

/**
 * An import statement as a call at run time that assigns the names.
 *
 * @param used whether the cell uses a name as a value: such an export must be there, others may be
 *   types
 */
export function importEdit(
  statement: ImportDeclaration,
  used: (name: string) => boolean,
): ImportEdit {
  if (statement.importKind === "type") return { code: ";", names: [] };
  const fields: string[] = [];
  const wanted: string[] = [];
  const names: string[] = [];
  let namespace: string | undefined;
  for (const one of statement.specifiers) {
    const name = one.local.name;
    if (one.type === "ImportSpecifier" && one.importKind === "type") continue;
    names.push(name);
    if (one.type === "ImportNamespaceSpecifier") {
      namespace = name;
      continue;
    }
    const exported = one.type === "ImportDefaultSpecifier" ? "default" : exportedName(one);
    fields.push(`${JSON.stringify(exported)}: ${name}`);
    if (used(name)) wanted.push(exported);
  }
  const attributes = (statement.attributes ?? []).map(({ key, value }) => {
    const text = key.type === "Identifier" ? key.name : key.value;
    return `${JSON.stringify(text)}: ${JSON.stringify(value.value)}`;
  });
  const call = `await __trunnion.import(${JSON.stringify(statement.source.value)}, ` +
    `{ with: { ${attributes.join(", ")} } }, ${JSON.stringify(wanted)})`;
  const target = [namespace, fields.length > 0 && `{ ${fields.join(", ")} }`].filter(Boolean);
  const code = target.length === 2
    ? `(${target[1]} = ${namespace} = ${call})`
    : target.length === 1
    ? `(${target[0]} = ${call})`
    : call;
  return { code: `;${code};`, names };
}

function exportedName({ imported }: ImportSpecifier): string {
  return imported.type === "Identifier" ? imported.name : imported.value;
}
