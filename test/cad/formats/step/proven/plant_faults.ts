/**
 * Plants faults in the files of a folder that are read without a kernel, and prints by what each
 * was found: by a proof, or by comparison with the kernel.
 *
 * `deno run -A test/cad/formats/step/proven/plant_faults.ts FOLDER [FILES] [FAULTS]`
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { differenceOf } from "../../../../../src/cad/audit/compare_models.ts";
import { OcctLoader } from "../../../../../src/cad/occt/occt_loader.ts";
import { createRandomStream } from "../../../../../src/cad/random_stream.ts";
import { FAULTS, SOUND_FAULTS } from "./planted_faults.ts";
import { readText, reasonOf } from "./read_text.ts";

/** By what the fault of a text that is read is found: a proof, or a difference from the kernel. */
async function foundBy(text: string, changed: string, folder: string): Promise<string> {
  const reason = reasonOf(changed);
  if (reason !== null) return `proof: ${reason}`;
  const [path, other] = ["original.step", "changed.step"].map((name) => join(folder, name));
  writeFileSync(path, text, "latin1");
  writeFileSync(other, changed, "latin1");
  const model = await own.createFromFile(other);
  const difference = differenceOf(model, await kernel.createFromFile(path));
  // A unit that nothing is written in, for example.
  return difference === null
    ? "(nothing is read otherwise)"
    : `the kernel: ${difference.split(/[:(]/)[1].trim()}`;
}

const own = new OcctLoader({ reader: "typescript" });
const kernel = new OcctLoader({ reader: "kernel" });

if (import.meta.main) {
  const [folder, files = "50", count = "500"] = process.argv.slice(2);
  const { next: random } = createRandomStream(7);
  const texts = readdirSync(folder, { recursive: true }).map(String).sort()
    .filter((name) => /\.(step|stp)$/i.test(name))
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .filter((text) => {
      try {
        return readText(text).length > 0;
      } catch {
        return false;
      }
    })
    .filter((_, i, all) => i % Math.ceil(all.length / Number(files)) === 0);
  const made = mkdtempSync(join(tmpdir(), "trunnion-faults-"));
  const caught = new Map<string, number>();
  const faults = Object.entries({ ...FAULTS, ...SOUND_FAULTS });
  let planted = 0;
  for (let i = 0; planted < Number(count) && i < 4 * Number(count); i++) {
    const [name, fault] = faults[i % faults.length];
    const text = texts[Math.floor(i / faults.length) % texts.length];
    const changed = fault(text, random);
    // Not all files have such a place: circles of that kind, or instances.
    if (changed === null) continue;
    planted++;
    const found = await foundBy(text, changed, made).catch((error) => `refused: ${error.name}`);
    const key = `${name}\t${found}`;
    caught.set(key, (caught.get(key) ?? 0) + 1);
  }
  for (const [key, times] of [...caught].sort()) console.log(`${times}\t${key}`);
  console.log(`${planted} faults in ${texts.length} files`);
  rmSync(made, { recursive: true });
  await Promise.all([own.close(), kernel.close()]);
}
