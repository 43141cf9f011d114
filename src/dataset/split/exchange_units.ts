/** Improves a division by letting units of two subsets change places. @module */
import type { SubsetCounts } from "./subset_counts.ts";
import type { UnitTable } from "./unit_table.ts";

/** With more units than this, single moves leave nothing that an exchange would better. */
const MOST_UNITS = 20_000;
/** Exchanges that are tried in a round: of more kinds of units, the first in the order. */
const MOST_TRIES = 250_000;
/** Rounds over all pairs of kinds; few are ever needed. */
const MOST_ROUNDS = 4;
/** Differences below this are rounding errors. */
const TINY = 1e-12;

/**
 * Exchanges units of two subsets wherever that brings them nearer to their shares. Units of one
 * kind, with as many samples of each label, are the same to it.
 *
 * @param assignment the subset's index by unit; changed in place
 * @returns whether any were exchanged
 */
export function exchangeUnits(
  units: UnitTable,
  order: Uint32Array,
  subsets: SubsetCounts,
  assignment: Int32Array,
): boolean {
  if (units.count > MOST_UNITS) return false;
  const pairs = subsets.open.length * (subsets.open.length - 1);
  const most = Math.floor(Math.sqrt(MOST_TRIES / Math.max(1, pairs)));
  const kinds = membersByKind(units, order, assignment, most);
  let any = false;
  const tryPair = (
    first: Map<number, number[]>,
    second: Map<number, number[]>,
    a: number,
    b: number,
  ) => {
    const [own, other] = [first.get(a) ?? [], second.get(b) ?? []];
    if (own.length === 0 || other.length === 0) return false;
    const [u, v] = [own.at(-1)!, other.at(-1)!];
    let cost = 0;
    const step = (unit: number, subset: number, sign: 1 | -1) => {
      cost += subsets.change(unit, subset, sign);
      subsets.put(unit, subset, sign);
    };
    step(u, a, -1);
    step(v, b, -1);
    step(u, b, 1);
    step(v, a, 1);
    if (cost < -TINY) {
      [assignment[u], assignment[v]] = [b, a];
      own.pop();
      other.pop();
      listOf(first, b).push(u);
      listOf(second, a).push(v);
      return true;
    }
    for (const [unit, to, from] of [[u, a, b], [v, b, a]]) {
      subsets.put(unit, from, -1);
      subsets.put(unit, to, 1);
    }
    return false;
  };
  for (let round = 0, improved = true; improved && round < MOST_ROUNDS; round++) {
    improved = false;
    for (const a of subsets.open) {
      for (const b of subsets.open) {
        if (a === b) continue;
        for (const first of kinds) {
          for (const second of kinds) {
            while (first !== second && tryPair(first, second, a, b)) improved = any = true;
          }
        }
      }
    }
  }
  return any;
}

/** For each kind, its units by subset. */
function membersByKind(
  { starts, labels, counts, sizes }: UnitTable,
  order: Uint32Array,
  assignment: Int32Array,
  most: number,
): Map<number, number[]>[] {
  const kinds = new Map<string, Map<number, number[]>>();
  for (const unit of order) {
    const own = [sizes[unit]];
    for (let i = starts[unit]; i < starts[unit + 1]; i++) own.push(labels[i], counts[i]);
    const key = own.join();
    let kind = kinds.get(key);
    if (kind === undefined) {
      if (kinds.size === most) continue;
      kinds.set(key, kind = new Map());
    }
    listOf(kind, assignment[unit]).push(unit);
  }
  return [...kinds.values()];
}

function listOf(kind: Map<number, number[]>, subset: number): number[] {
  let list = kind.get(subset);
  if (list === undefined) kind.set(subset, list = []);
  return list;
}
