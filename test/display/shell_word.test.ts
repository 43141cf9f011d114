import { expect, test } from "vitest";
import { shellWord } from "../../src/display/shell_word.ts";

test("a word is quoted where a shell would take it apart, and only there", async () => {
  for (const word of ["./out/flows/a-b_1.x", "a b", "it's", "$HOME", "a;b", "*", ""]) {
    const { stdout } = await new Deno.Command("sh", {
      args: ["-c", `printf %s ${shellWord(word)}`],
    }).output();
    expect(new TextDecoder().decode(stdout)).toBe(word);
  }
  expect(shellWord("./out/flows/parts")).toBe("./out/flows/parts");
});
