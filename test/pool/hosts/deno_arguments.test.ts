import { describe, expect, test } from "vitest";
import { denoArguments, flagValue } from "../../../src/pool/hosts/deno_arguments.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

describe("a flag's value", () => {
  test.each([
    [["run", "--config", "a.json"], "a.json"],
    [["run", "--config=a b.json"], "a b.json"],
    [["run", "-c", "a.json"], "a.json"],
    [["run", "-ca.json"], "a.json"],
    [["run", "--no-config", "--check"], undefined],
    [["run", "--cached-only"], undefined],
  ])("of %j", (words, value) => expect(flagValue(words, "--config", "-c")).toBe(value));
});

test("outside of a program of Deno's own making, too, words are words", () => {
  const words = denoArguments();
  expect(words === null || words.every((word) => typeof word === "string")).toBe(true);
});

describe("a program learns what it was started with", () => {
  const module = new URL("../../../src/pool/hosts/deno_arguments.ts", import.meta.url).href;
  const script = `${folder()}/say.ts`;
  Deno.writeTextFileSync(
    script,
    `import { denoArguments } from ${JSON.stringify(module)};
     console.log(JSON.stringify(denoArguments()));`,
  );
  const own = ["--no-config", script];
  test.each([
    ["all permissions", ["-A"]],
    ["those to run programs", ["--allow-read", "--allow-run"]],
    ["those to run Deno alone", [`--allow-run=${Deno.execPath()}`]],
  ])("with %s", (_, flags) => {
    const args = ["run", ...flags, ...own];
    const { stdout } = new Deno.Command(Deno.execPath(), { args: [...args, "--config", "its own"] })
      .outputSync();
    expect(JSON.parse(new TextDecoder().decode(stdout))).toEqual(args);
  });

  test("with none it does not", () => {
    const args = ["run", "--no-prompt", ...own];
    const { stdout } = new Deno.Command(Deno.execPath(), { args }).outputSync();
    expect(JSON.parse(new TextDecoder().decode(stdout))).toBeNull();
  });
});
