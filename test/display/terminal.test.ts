import { expect, test } from "vitest";
import { consoleSize } from "../../src/display/terminal.ts";

test("a console has a size, even where there is none", () => {
  const { columns, rows } = consoleSize();
  expect(columns).toBeGreaterThan(0);
  expect(rows).toBeGreaterThan(0);
});

test("nobody is asked for permissions, and text that cannot be written is no error", async () => {
  const module = new URL("../../src/display/terminal.ts", import.meta.url).href;
  const code = `import * as terminal from "${module}";
    console.log(terminal.isCapableTerminal(), terminal.stderrWantsColour());
    Deno.stderr.close();
    terminal.writeToStderr("x");
    console.log("end");`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--ext=ts", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  expect(new TextDecoder().decode((await child.output()).stdout)).toBe("false false\nend\n");
});
