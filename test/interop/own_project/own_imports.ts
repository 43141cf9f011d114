/** What a person adds to a new project: imports of their own. @module */
import { join } from "node:path";

/** A package that Trunnion does not know. */
export const PACKAGE = { name: "slug", version: "11.0.1" };

/** Lets the task module import a file of its own, JSON, an alias and a package. */
export async function addOwnImports(project: string, alias: string): Promise<void> {
  await Deno.writeTextFile(join(project, "materials.json"), '["steel", "brass"]\n');
  await Deno.writeTextFile(
    join(project, "material.ts"),
    'import materials from "./materials.json" with { type: "json" };\n' +
      "export const material = (file: string): string => materials[file.length % 2];\n",
  );
  const path = join(project, "cad_tasks.ts");
  const tasks = await Deno.readTextFile(path);
  const changed = tasks
    .replace(
      /^import .*\n/m,
      (line) =>
        `${line}import slug from "${PACKAGE.name}";\n` +
        `import { material } from "${alias}material.ts";\n`,
    )
    .replace(
      'sample.saveMetadata("family_name"',
      'sample.saveMetadata("material", slug(`Of ${material(file)}`));\n      $&',
    );
  if (changed.split("slug").length < 3) throw new Error("cad_tasks.ts is not what it was");
  await Deno.writeTextFile(path, changed);
  const script = join(project, "main.ts");
  await Deno.writeTextFile(
    script,
    (await Deno.readTextFile(script)).replace('key: "family_name"', 'key: "material"'),
  );
}

/** Changes a JSON file. */
export async function editJson(
  path: string,
  // deno-lint-ignore no-explicit-any -- a file of any shape
  edit: (value: any) => void,
): Promise<void> {
  const value = JSON.parse(await Deno.readTextFile(path));
  edit(value);
  await Deno.writeTextFile(path, JSON.stringify(value, null, 2) + "\n");
}
