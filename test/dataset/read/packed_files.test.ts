import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DatasetError, openDataset, packDataset } from "trunnion";
import { memorySource } from "../../../src/storage/byte_source.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
import { ZipWriter } from "../../../src/storage/zip/zip_writer.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

describe("a hostile pack", () => {
  /** A pack of a few entries. */
  function packOf(entries: Record<string, string>): string {
    const parts: Uint8Array[] = [];
    const zip = new ZipWriter((part) => parts.push(part.slice()));
    const encoder = new TextEncoder();
    for (const [name, text] of Object.entries(entries)) zip.add(name, encoder.encode(text));
    zip.end();
    const file = join(folder("hostile"), `${crypto.randomUUID()}.zip`);
    writeFileSync(file, new Uint8Array(parts.flatMap((part) => [...part])));
    return file;
  }

  test.each(["../out", "/etc/x", "a/../x", "a\\b", "C:x", "./x", "a//b"])(
    "an entry '%s' is refused",
    async (name) => {
      const file = packOf({ "a.flow": '{"flow_data":"a.dataset"}', [name]: "" });
      await expect(openDataset(file)).rejects.toThrow(/a name that cannot be trusted/);
    },
  );

  test.each([
    [{}, /one \.flow, found 0/],
    [{ "a.flow": "{}", "b.flow": "{}" }, /one \.flow, found 2/],
    [{ "a.flow": "no" }, /must be JSON/],
    [{ "a.flow": "[]" }, /must be a JSON object/],
    [{ "a.flow": "{}" }, /names no dataset/],
    [{ "a.flow": '{"flow_data":"../b.dataset"}' }, /path within it/],
    [{ "a.flow": '{"flow_data":"b.dataset"}' }, /found no zarr\.json/],
    [{
      "a.flow": '{"flow_data":"b.dataset","flow_info":"b.infoset"}',
      "b.dataset/zarr.json": '{"node_type":"group"}',
    }, /no 'b\.infoset'/],
  ])("%j is refused", async (entries, why) => {
    const file = packOf({ readme: "", ...entries } as Record<string, string>);
    await expect(openDataset(file)).rejects.toThrow(why);
  });

  test("a pack that was cut short or changed is refused", async () => {
    const { file } = packDataset(await writeDataset(folder("cut")));
    const bytes = Deno.readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    await expect(openDataset(file)).rejects.toThrow(/directory of its entries/);
    const zip = new ZipReader(memorySource(bytes), file);
    const shard = [...zip.names()].find((name) => name.includes("face_areas/c/"))!;
    const at = indexOf(bytes, new TextEncoder().encode(shard)) + shard.length;
    for (let i = 0; i < zip.size(shard)!; i++) bytes[at + i] ^= 0xff;
    writeFileSync(file, bytes);
    using dataset = await openDataset(file);
    await expect(dataset.read("faces", "face_areas")).rejects.toThrow(DatasetError);
  });
});

function indexOf(bytes: Uint8Array, part: Uint8Array): number {
  for (let at = 0; at + part.length <= bytes.length; at++) {
    if (part.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
