import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRows } from "../../../src/dataset/notes/read_rows.ts";
import { writeParquet } from "../../../src/storage/parquet.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

async function read(content: string | Uint8Array, name = "table.csv") {
  const path = join(root, name);
  writeFileSync(path, content);
  return await columnsOf(path);
}

async function columnsOf(table: Parameters<typeof readRows>[0]) {
  const { columns } = await readRows(table);
  return Object.fromEntries([...columns].map(([name, values]) => [name, [...values]]));
}

describe("text files as people have them", () => {
  const wanted = { name: ["a", "b c"], n: ["1", "2"] };
  const utf16 = (text: string) =>
    new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (c) => c.charCodeAt(0)).buffer);

  test.each<[string, string | Uint8Array, string?]>([
    ["commas", "name,n\na,1\nb c,2\n"],
    ["a mark of the byte order", "\uFEFFname,n\na,1\nb c,2\n"],
    ["semicolons, which spreadsheets write where a comma is in numbers", "name;n\na;1\nb c;2\n"],
    ["tabs", "name\tn\na\t1\nb c\t2\n"],
    ["tabs in UTF-16", utf16("name\tn\r\na\t1\r\nb c\t2\r\n"), "table.txt"],
    ["line ends of Windows", "name,n\r\na,1\r\nb c,2\r\n"],
    ["blanks around names and values", " name , n\na , 1 \nb c ,2\n"],
    ["an empty line first", "\nname,n\na,1\nb c,2"],
    ["quotes", '"name","n"\n"a","1"\n"b c","2"\n'],
    ["a column without a name", "name,n,\na,1,\nb c,2,\n"],
  ])("%s", async (_, content, name) => {
    expect(await read(content, name)).toEqual(wanted);
  });

  test("a delimiter in quotes is none", async () => {
    expect(await read('"a;b;c",n\nx,1\n')).toEqual({ "a;b;c": ["x"], n: ["1"] });
  });
});

describe("what is no table is refused", () => {
  test.each<[string, string | Uint8Array, string, string]>([
    ["an empty file", "", "t.csv", "it is empty"],
    ["blanks", "\n \n", "t.csv", "it is empty"],
    ["a header alone", "name,n\n", "t.csv", "it has a header and no rows"],
    ["another encoding", Uint8Array.of(0x6e, 0x0a, 0xe4), "t.csv", "it is not UTF-8"],
    ["another kind of file", "x", "t.xlsx", "it must be a .csv, .tsv or .parquet file"],
  ])("%s", async (_, content, name, why) => {
    await expect(read(content, name)).rejects.toThrow(why);
  });

  test("a file that is not there, and values that are no table", async () => {
    await expect(readRows("nothing.csv")).rejects.toThrow("there is no such file");
    await expect(readRows([])).rejects.toThrow("it is empty");
    await expect(readRows([7] as never)).rejects.toThrow("row 1 must be an object");
    await expect(readRows({})).rejects.toThrow("a list of rows, or a table of Arquero or Arrow");
  });
});

test("rows, Parquet, and tables of Arquero and Arrow", async () => {
  const wanted = { name: ["a", "b"], n: [1, 2] };
  expect(await columnsOf([{ name: "a", n: 1 }, { name: "b", n: 2 }])).toEqual(wanted);
  expect(await columnsOf([{ name: "a" }, { n: 2 }])).toEqual({ name: ["a", null], n: [null, 2] });
  const path = join(root, "t.parquet");
  writeParquet(path, [
    { name: "name", type: "string", values: wanted.name },
    { name: "n", type: "int64", values: wanted.n },
  ]);
  expect(await columnsOf(path)).toEqual(wanted);
  const { table } = await import("arquero");
  expect(await columnsOf(table(wanted))).toEqual(wanted);
  const { tableFromArrays } = await import("@uwdata/flechette");
  expect(await columnsOf(tableFromArrays(wanted))).toEqual(wanted);
});
