/** One item of a flow's latest list, by what a person types. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { JournalReader } from "../../journal/journal_reader.ts";

/** An item, and the stage that takes it first. */
interface FoundItem {
  readonly stage: string;
  readonly item: string;
}

interface ListedItem extends FoundItem {
  readonly position: number;
  readonly failed: boolean;
}

/**
 * Finds an item by its whole text, by the end of its path, by its file's name without extension, or
 * by its position, from 0, as `item_index` of an error row has it. Of several, those that failed
 * come first. A position is that of a file rather than of the source that it was found in: of
 * several lists the last one counts.
 *
 * @throws UsageError where there is none, or several
 */
export function findItem(reader: JournalReader, typed: string): FoundItem {
  const [run] = reader.runs();
  const all = run === undefined ? [] : reader.stages(run.id).flatMap(({ name }) =>
    [
      ...reader.endedItems(name, ["done", "skipped", "failed"]),
    ].map(({ item, position, state }): ListedItem => ({
      stage: name,
      item,
      position,
      failed: state === "failed",
    }))
  );
  const path = typed.replaceAll("\\", "/").replace(/^\.\//, "");
  const ofPosition = ({ position }: ListedItem) =>
    /^\d+$/.test(typed) && position === Number(typed);
  const rules: ((one: ListedItem) => boolean)[] = [
    ({ item }) => item === typed,
    ({ item }) => pathsIn(item).some((one) => one === path || one.endsWith(`/${path}`)),
    ({ item }) => pathsIn(item).some((one) => baseName(one).replace(/\.[^.]*$/, "") === path),
    ofPosition,
  ];
  for (const rule of rules) {
    const matching = all.filter(rule);
    const failed = matching.filter(({ failed }) => failed);
    const found = failed.length > 0 ? failed : matching;
    const texts = [...new Set(found.map(({ item }) => item))];
    if (texts.length > 1 && rule === ofPosition) return firstOf(all, found.at(-1)!.item);
    if (texts.length > 1) throw severalItems(typed, texts);
    // The first stage that takes it: then the stages after it have it alone.
    if (texts.length === 1) return firstOf(all, texts[0]);
  }
  const names = new Set(all.flatMap(({ item }) => pathsIn(item).map(baseName)));
  throw new UsageError(
    `Cannot find the item '${typed}': it must be an item's text, the end of its path or its ` +
      `position in the latest run. ${suggestNames(typed, names, 10)}`,
    { data: { item: typed } },
  );
}

function severalItems(typed: string, items: readonly string[]): UsageError {
  const some = items.slice(0, 5).map((item) => `'${item}'`).join(", ");
  return new UsageError(
    `Cannot tell which item '${typed}' is: it must name one, and ${items.length} are meant: ` +
      `${some}${items.length > 5 ? ", ..." : ""}. Type more of its path.`,
    { data: { item: typed, count: items.length } },
  );
}

/** The item itself, or the texts of an item that is JSON. */
function pathsIn(item: string): string[] {
  if (!/^[{[]/.test(item)) return [item.replaceAll("\\", "/")];
  try {
    return textsIn(JSON.parse(item));
  } catch {
    return [item];
  }
}

function textsIn(data: unknown): string[] {
  if (typeof data === "string") return [data.replaceAll("\\", "/")];
  return typeof data === "object" && data !== null ? Object.values(data).flatMap(textsIn) : [];
}

function baseName(path: string): string {
  return path.split("/").at(-1)!;
}

function firstOf(all: readonly ListedItem[], text: string): FoundItem {
  const { stage, item } = all.find(({ item }) => item === text)!;
  return { stage, item };
}
