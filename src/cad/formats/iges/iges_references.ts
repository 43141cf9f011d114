/**
 * What the entities of an IGES file refer to.
 *
 * @module
 */
import { MalformedIges } from "../../errors.ts";
import type { IgesEntity } from "./iges_entities.ts";
import { integerOf } from "./iges_tokens.ts";

/** What an entity may be, where another one refers to it. */
type Role =
  | "curve"
  | "surface"
  | "boundary"
  | "shell"
  | "face"
  | "loop"
  | "edges"
  | "vertices"
  | "place"
  | "any";

/** One reference. */
interface Reference {
  readonly to: number;
  readonly role: Role;
}

const CURVES = [100, 102, 104, 106, 110, 112, 116, 126, 130, 142];
const SURFACES = [108, 114, 118, 120, 122, 128, 140, 190, 192, 194, 196, 198];

const TYPES: Readonly<Record<Exclude<Role, "any">, ReadonlySet<number>>> = {
  curve: new Set(CURVES),
  surface: new Set([...SURFACES, 143, 144]),
  boundary: new Set([141, 142]),
  shell: new Set([514]),
  face: new Set([510]),
  loop: new Set([508]),
  edges: new Set([504]),
  vertices: new Set([502]),
  place: new Set([116, 123]),
};

/** Forms of an associativity (type 402) that are groups. */
const GROUP_FORMS: ReadonlySet<number> = new Set([1, 7, 14, 15]);
/** Types that faces are made of. */
export const FACE_TYPES: ReadonlySet<number> = new Set([143, 144, 510]);
/** Types that a kernel makes a face of where nothing else refers to them. */
export const SURFACE_TYPES: ReadonlySet<number> = new Set(SURFACES);
/** Types of curves in space. */
export const CURVE_TYPES: ReadonlySet<number> = new Set(CURVES);

/**
 * The references of an entity, of the types that bodies are made of; of others none.
 *
 * As parameters are counted in the standard, the first one is `p(1)`.
 */
export function referencesOf({ type, form, parameters }: IgesEntity): Reference[] {
  const p = (i: number) => integerOf(parameters[i - 1]);
  const found: Reference[] = [];
  const add = (role: Role, i: number, optional = false) => {
    // A minus in front says that a pointer is one, in places where a number may stand too.
    const to = Math.abs(p(i));
    if (!(optional && to === 0)) found.push({ to, role });
  };
  /** So many references, each `step` behind the one before. */
  const each = (role: Role, count: number, from: number, step = 1) => {
    for (let k = 0; k < Math.min(count, parameters.length); k++) add(role, from + k * step);
  };
  switch (type) {
    case 102:
      each("curve", p(1), 2);
      break;
    case 118:
      each("curve", 2, 1);
      break;
    case 120:
      each("curve", 2, 1);
      break;
    case 122:
      add("curve", 1);
      break;
    case 130:
      add("curve", 1);
      break;
    case 140:
      add("surface", 5);
      break;
    case 141:
      add("surface", 3);
      for (let k = 0, at = 5; k < p(4) && at <= parameters.length; k++) {
        add("curve", at);
        each("curve", p(at + 2), at + 3);
        at += 3 + p(at + 2);
      }
      break;
    case 142:
      add("surface", 2);
      add("curve", 3, true);
      add("curve", 4, true);
      break;
    case 143:
      add("surface", 2);
      each("boundary", p(3), 4);
      break;
    case 144:
      add("surface", 1);
      add("boundary", 4, p(2) === 0);
      each("boundary", p(3), 5);
      break;
    case 186:
      add("shell", 1);
      each("shell", p(3), 4, 2);
      break;
    case 190:
    case 192:
    case 194:
    case 196:
    case 198:
      each("place", 2, 1);
      break;
    case 402:
      if (GROUP_FORMS.has(form)) each("any", p(1), 2);
      break;
    case 408:
      add("any", 1);
      break;
    case 504:
      for (let k = 0, at = 2; k < p(1) && at <= parameters.length; k++, at += 5) {
        add("curve", at);
        add("vertices", at + 1);
        add("vertices", at + 3);
      }
      break;
    case 508:
      for (let k = 0, at = 2; k < p(1) && at <= parameters.length; k++) {
        add(p(at) === 1 ? "vertices" : "edges", at + 1);
        each("curve", p(at + 4), at + 6, 2);
        at += 5 + 2 * p(at + 4);
      }
      break;
    case 510:
      add("surface", 1);
      each("loop", p(2), 4);
      break;
    case 514:
      each("face", p(1), 2, 2);
      break;
  }
  return found;
}

/**
 * Checks that what bodies are made of is in the file, is of a kind that can stand there, and does
 * not contain itself: a kernel leaves out what it does not find, and follows a circle for ever.
 *
 * @throws {MalformedIges} where that is not so
 */
export function checkReferences(entities: ReadonlyMap<number, IgesEntity>): void {
  const all = new Map<number, readonly Reference[]>();
  for (const entity of entities.values()) {
    const references = referencesOf(entity);
    all.set(entity.number, references);
    for (const { to, role } of references) {
      if (role === "any") continue; // what a group has lost is no part of a body
      const other = entities.get(to);
      if (other !== undefined && TYPES[role].has(other.type)) continue;
      const found = other === undefined ? "not there" : `of type ${other.type}`;
      throw malformed(
        entity,
        to,
        `must refer to a part of the file of the kind ${role}, and D${to} is ${found}`,
      );
    }
    if (entity.transform !== 0 && entities.get(Math.abs(entity.transform))?.type !== 124) {
      throw malformed(entity, entity.transform, "must be placed by a transformation of the file");
    }
  }
  checkCircles(entities, all);
}

/** Walks down from each entity once; without recursion, as a chain may be as long as the file. */
function checkCircles(
  entities: ReadonlyMap<number, IgesEntity>,
  all: ReadonlyMap<number, readonly Reference[]>,
): void {
  const done = new Set<number>();
  for (const start of entities.keys()) {
    const path = [{ number: start, next: 0 }], open = new Set([start]);
    while (path.length > 0) {
      const top = path[path.length - 1], references = all.get(top.number) ?? [];
      if (done.has(top.number) || top.next === references.length) {
        done.add(top.number);
        open.delete(top.number);
        path.pop();
        continue;
      }
      const { to } = references[top.next++];
      if (open.has(to)) {
        throw malformed(entities.get(top.number)!, to, `must not be a part of what it contains`);
      }
      if (done.has(to)) continue;
      open.add(to);
      path.push({ number: to, next: 0 });
    }
  }
}

function malformed({ number, type }: IgesEntity, to: number, rule: string): MalformedIges {
  return new MalformedIges(
    `Cannot read the file: entity D${number} of type ${type} ${rule}. Export it again.`,
    { data: { entity: number, type, to } },
  );
}
