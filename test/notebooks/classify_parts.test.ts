import { expect, test } from "vitest";
import { samples } from "../../mod.ts";

const root = new URL("../../", import.meta.url);

test("the worked example makes a dataset, explores and splits it", async () => {
  const folder = await Deno.makeTempDir({ prefix: "trunnion-notebook-" });
  try {
    const { bodies } = await samples(`${folder}/parts`, { count: 10, seed: 5 });
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        ...["--allow-read", "--allow-write", "--allow-env", "--allow-run", "--allow-sys"],
        "notebooks/classify_parts.ts",
        `${folder}/parts`,
        `${folder}/output`,
      ],
      cwd: root,
    }).output();
    const text = new TextDecoder().decode(stdout);
    expect(success, new TextDecoder().decode(stderr)).toBe(true);
    expect(text).toContain("Files processed: 10");
    expect(text).toContain(`part_category: (${bodies},) int32`);
    const gears = Number(/Found (\d+) gear parts/.exec(text)?.[1]);
    expect(gears).toBe(1); // families take turns: one of ten parts
    const split = /Train=(\d+), Val=(\d+), Test=(\d+)/.exec(text)!.slice(1).map(Number);
    expect(split[0] + split[1] + split[2]).toBe(bodies);
    expect(text).toContain(`Training dataset ready with ${split[0]} samples`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}, 120_000);
