import { expect, test } from "vitest";
import { runScript } from "../run_script.ts";

const IMPORTS = `
  import { flowtask } from "SRC/pipeline/tasks/flowtask.ts";
  import { createFlow } from "SRC/pipeline/create_flow.ts";
`;
const FLOW =
  `createFlow({ name: "f", tasks, flowsOutputDir: "FOLDER", progress: false, maxWorkers: 2 })`;

test("tasks and their flow in one file: the guard keeps workers from starting it, and it ends", async () => {
  const { code, stdout, stderr } = await runScript({
    "main.ts": `${IMPORTS}
      const counts = { inputs: ["sources"], outputs: ["n"] } as const;
      export const count = flowtask.extract(counts, (n: number) => [...Array(n).keys()]);
      const doubles = { inputs: ["n"], outputs: ["doubled"] } as const;
      export const double = flowtask.transform(doubles, async (n: number) => n * 2);
      if (import.meta.main) {
        const tasks = [count, double];
        const { output } = await ${FLOW}.process({ inputs: { sources: [4] } });
        console.log(JSON.stringify(output.taskInstances.map((t) => [t.name, t.results])));
      }
    `,
  });
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual([["count", [0, 1, 2, 3]], ["double", [0, 2, 4, 6]]]);
});

test("without the guard the one error says to add it", async () => {
  const { code, stderr } = await runScript({
    "main.ts": `${IMPORTS}
      export const count = flowtask.extract({ inputs: ["sources"] }, (n: number) => [n]);
      const tasks = [count];
      await ${FLOW}.process({ inputs: { sources: [1, 2, 3] } });
    `,
  });
  expect(code).toBe(1);
  expect(stderr).toContain("Cannot call flow.process() at the top level of a task module");
  expect(stderr).toContain("if (import.meta.main)");
});

test("a task of code without a file is refused with what to do, and runs under debug", async () => {
  const cell = (options: string) => ({
    stdin: `${IMPORTS}
      const add = flowtask.transform({ name: "add", inputs: ["n"] }, (n: number) => n + 1);
      const quiet = { flowsOutputDir: "FOLDER", progress: false };
      const flow = createFlow({ tasks: [add], ...quiet${options} });
      const { output } = await flow.process({ inputs: { n: [1] } });
      console.log(output.taskInstances[0].results);
    `,
  });
  const refused = await runScript(cell(""));
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("Cannot run the task 'add' in workers: it was made in code");
  expect(refused.stderr).toContain("Move it to a module file");
  const debugged = await runScript(cell(", debug: true"));
  expect([debugged.code, debugged.stdout.trim()]).toEqual([0, "[ 2 ]"]);
});

test("a name that another of the flow's modules uses too names both places", async () => {
  const { code, stderr } = await runScript({
    "a.ts":
      `${IMPORTS} export const one = flowtask.extract({ name: "same", inputs: ["s"] }, () => [1]);`,
    "b.ts": `${IMPORTS}
      flowtask.transform({ name: "same", inputs: ["n"] }, (n: number) => n);
      export const two = flowtask.transform({ name: "two", inputs: ["n"] }, (n: number) => n);`,
    "main.ts": `${IMPORTS}
      import { one } from "./a.ts";
      import { two } from "./b.ts";
      createFlow({ tasks: [one, two] });
    `,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /DuplicateTask: .* two are called 'same': one at .*b\.ts:\d+:\d+, one at .*a\.ts/,
  );
});

test("a task that its module makes only sometimes fails the boot with one error", async () => {
  const { code, stderr } = await runScript({
    "tasks.ts": `${IMPORTS}
      const late = { name: "late", inputs: ["n"], module: import.meta.url };
      export const make = () => flowtask.transform(late, (n: number) => n);`,
    "main.ts": `${IMPORTS}
      import { make } from "./tasks.ts";
      const tasks = [make()];
      if (import.meta.main) await ${FLOW}.process({ inputs: { n: [1, 2, 3, 4] } });
    `,
  });
  expect(code).toBe(1);
  expect(stderr).toContain(
    "WorkerBootError: A worker could not start: Cannot find the task 'late' in",
  );
  expect(stderr.match(/Uncaught/g)).toHaveLength(1);
});

test("a kernel that may not be started ends the run with one error that says what to allow", async () => {
  const { code, stderr } = await runScript({
    "main.ts": `
      import { createFlow } from "SRC/pipeline/create_flow.ts";
      import { encodeTask } from "SRC/pipeline/tasks/builtin_tasks.ts";
      Deno.permissions.revokeSync({ name: "run" });
      const flow = createFlow({ tasks: [encodeTask], flowsOutputDir: "FOLDER", progress: false });
      await flow.process({ inputs: { cad_file: ["a.step", "b.step", "c.step", "d.step"] } });
    `,
  });
  expect(code).toBe(1);
  expect(stderr).toContain("WorkerBootError: A worker could not start: ");
  expect(stderr).toContain("--allow-run");
  expect(stderr.match(/Uncaught/g)).toHaveLength(1);
});
