/** Items by the keys that the journal knows them by. @module */
import { identify, type ItemIdentity, twinKey } from "../items/item_identity.ts";

/** An item with what tells it from others. */
interface KeyedItem {
  readonly position: number;
  readonly identity: ItemIdentity;
  /** How many equal items stand before it. */
  readonly twin: number;
  readonly key: string;
}

/**
 * Goes over items in chunks, so that timers and signals can get their turn in between.
 *
 * @param size how many items are in a chunk
 */
export function* keyedChunks(items: readonly unknown[], size = 1000): Generator<KeyedItem[]> {
  const seen = new Map<string, number>();
  for (let from = 0; from < items.length; from += size) {
    yield items.slice(from, from + size).map((item, offset) => {
      const identity = identify(item);
      const twin = seen.get(identity.key) ?? 0;
      seen.set(identity.key, twin + 1);
      return { position: from + offset, identity, twin, key: twinKey(identity.key, twin) };
    });
  }
}
