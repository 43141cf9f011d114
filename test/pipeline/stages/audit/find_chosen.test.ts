import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../../../src/base/sha256.ts";
import { findChosen } from "../../../../src/pipeline/stages/audit/find_chosen.ts";
import { temporaryFolder } from "../../helpers.ts";

const never = new AbortController().signal;
const any = () => true;

/** Files of these texts. */
function filesOf(texts: readonly string[]): string[] {
  const folder = temporaryFolder();
  return texts.map((text, i) => {
    writeFileSync(join(folder, `${i}`), text);
    return join(folder, `${i}`);
  });
}

/** A text that an audit of one file in so many chooses, or one that it does not. */
function textThat(isChosen: boolean, every: number): string {
  for (let i = 0;; i++) {
    const text = `${every} ${i}`;
    if ((parseInt(sha256(text).slice(0, 12), 16) % every === 0) === isChosen) return text;
  }
}

test("the first file that is chosen, whatever stands before it", async () => {
  const [no, yes] = [textThat(false, 7), textThat(true, 7)];
  const files = filesOf([no, "x".repeat((1 << 20) + 1), yes, yes + " "]);
  const items = [{ an: "object" }, "/nowhere/a.step", ...files];
  expect(await findChosen(items, 7, any, never)).toEqual({ path: files[2], content: sha256(yes) });
});

test("none is found where none is chosen or wanted, nor a large one", async () => {
  const yes = textThat(true, 7);
  const files = filesOf([textThat(false, 7), yes]);
  expect(await findChosen(files, 0, any, never)).toBe(null);
  expect(await findChosen(files.slice(0, 1), 7, any, never)).toBe(null);
  expect(await findChosen(files, 7, (content) => content !== sha256(yes), never)).toBe(null);
  expect(await findChosen(filesOf(["x".repeat((1 << 20) + 1)]), 1, any, never)).toBe(null);
});

test("it looks at some hundred files only, and not on where the run is stopped", async () => {
  const [file] = filesOf([textThat(false, 7)]);
  let count = 0;
  const endless = function* () {
    for (;; count++) yield file;
  };
  expect(await findChosen(endless(), 7, any, never)).toBe(null);
  expect(count).toBe(300);
  count = 0;
  await findChosen(endless(), 7, any, AbortSignal.abort());
  expect(count).toBeLessThan(300);
});
