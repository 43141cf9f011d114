import { afterAll } from "vitest";

/** Makes a folder for a test file, removed when its tests are done; returns new paths in it. */
export function temporaryFolder(): (name?: string) => string {
  const root = Deno.makeTempDirSync({ prefix: "trunnion_test_" });
  afterAll(() => Deno.removeSync(root, { recursive: true }));
  let count = 0;
  return (name = `${count++}`) => {
    Deno.mkdirSync(`${root}/${name}`, { recursive: true });
    return `${root}/${name}`;
  };
}
