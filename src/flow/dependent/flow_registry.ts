/** Which flows there are, and which waits for which. @module */
import { FlowError } from "../record/flow_errors.ts";
import type { FlowState } from "./flow_state.ts";
import type { DependencyType } from "./flow_words.ts";

/** What a flow is to depend on, by ids. */
export interface DependencyIds {
  /** Without these it cannot be done. */
  readonly required?: readonly string[];
  /** It is done without those of these that fail. */
  readonly optional?: readonly string[];
}

/** The flows of one context with their edges, never in a circle. */
export class FlowRegistry {
  readonly #states = new Map<string, FlowState>();
  /** Changes with each flow and each edge: plans of another version are no longer good. */
  #version = 0;

  get version(): number {
    return this.#version;
  }

  /** In the order in which they were registered. */
  get states(): ReadonlyMap<string, FlowState> {
    return this.#states;
  }

  /** @throws FlowError for an id that is taken */
  add(state: FlowState): void {
    const { id } = state;
    if (this.#states.has(id)) {
      throw new FlowError(
        `Flow with id ${id} already registered. Give the new flow another processId, or remove ` +
          "the first one from the context.",
        { data: { processId: id } },
      );
    }
    this.#states.set(id, state);
    this.#version++;
  }

  /** @throws FlowError where others wait for it */
  remove(id: string): boolean {
    const state = this.#states.get(id);
    if (state === undefined) return false;
    if (state.after.size > 0) {
      throw new FlowError(
        `Cannot remove the flow '${id}': ${[...state.after].join(", ")} depend on it. Remove ` +
          "those first.",
        { data: { processId: id, dependents: [...state.after] } },
      );
    }
    for (const other of state.before) this.#states.get(other)?.after.delete(id);
    for (const parent of state.parents) {
      const children = this.#states.get(parent)?.children;
      children?.splice(children.indexOf(id), 1);
    }
    this.#states.delete(id);
    this.#version++;
    return true;
  }

  clear(): void {
    this.#states.clear();
    this.#version++;
  }

  /**
   * Makes a flow the child of another, with dependencies: all of it, or nothing.
   *
   * @throws FlowError for unknown ids, ids that are both, and what would make a circle
   */
  register(child: FlowState, parent: FlowState, ids: DependencyIds): void {
    const types = this.#typesOf(child, ids);
    const added: [string, string][] = [];
    try {
      for (const id of types.keys()) added.push(...this.#order(id, child.id));
      if (parent.isComposite && !child.parents.has(parent.id)) {
        const last = parent.children.at(-1);
        added.push(...this.#order(child.id, parent.id));
        if (parent.config.flowType === "sequential" && last !== undefined) {
          added.push(...this.#order(last, child.id));
        }
      }
    } catch (error) {
      for (const [from, to] of added) this.#forget(from, to);
      throw error;
    }
    for (const [id, type] of types) child.dependencies.set(id, type);
    if (!child.parents.has(parent.id)) parent.children.push(child.id);
    child.parents.add(parent.id);
    this.#version++;
  }

  /**
   * Makes one flow require another.
   *
   * @throws FlowError for unknown ids, and what would make a circle
   */
  addDependency(parent: string, child: string, type: DependencyType): void {
    const state = this.#states.get(child);
    if (!this.#states.has(parent) || state === undefined) {
      throw new FlowError(
        `Cannot register dependency - flows not found: ` +
          `${[parent, child].filter((id) => !this.#states.has(id)).join(", ")}. Make them first, ` +
          "in this context.",
        { data: { parent, child } },
      );
    }
    const types = this.#typesOf(state, { [type]: [parent] });
    this.#order(parent, child);
    for (const [id, kind] of types) state.dependencies.set(id, kind);
    this.#version++;
  }

  #typesOf(child: FlowState, { required = [], optional = [] }: DependencyIds) {
    const types = new Map<string, DependencyType>();
    for (const [type, ids] of [["required", required], ["optional", optional]] as const) {
      for (const id of ids) {
        if (!this.#states.has(id)) {
          const kind = type === "required" ? "Required" : "Optional";
          throw new FlowError(
            `${kind} dependency ${id} not found. Make that flow first, in the same context.`,
            { data: { processId: child.id, dependency: id } },
          );
        }
        const other = types.get(id) ?? child.dependencies.get(id);
        if (other !== undefined && other !== type) {
          throw new FlowError(
            `Cannot register '${child.id}': ${id} cannot be both required and optional. Name it ` +
              "once.",
            { data: { processId: child.id, dependency: id } },
          );
        }
        types.set(id, type);
      }
    }
    return types;
  }

  /** Has one flow wait for another, and gives what is new of that. */
  #order(from: string, to: string): [string, string][] {
    const before = this.#states.get(from)!;
    const after = this.#states.get(to)!;
    if (before.after.has(to)) return [];
    if (this.#reaches(to, from)) {
      throw new FlowError(
        `Adding dependency would create a cycle: ${to} would wait for ${from}, which waits for ` +
          `${from === to ? "itself" : to}. Leave out one of the dependencies between them.`,
        { data: { from, to } },
      );
    }
    before.after.add(to);
    after.before.add(from);
    return [[from, to]];
  }

  #forget(from: string, to: string): void {
    this.#states.get(from)!.after.delete(to);
    this.#states.get(to)!.before.delete(from);
  }

  /**
   * Whether a flow leads to another. Both ends are searched in turns, so that a chain costs the
   * same from whichever end it is built: one of them has nothing beyond it.
   */
  #reaches(from: string, to: string): boolean {
    if (from === to) return true;
    const ahead = new Set([from]), behind = new Set([to]);
    const [front, back] = [ahead.values(), behind.values()];
    for (;;) {
      const next = front.next();
      if (next.done) return false;
      for (const id of this.#states.get(next.value)!.after) {
        if (behind.has(id)) return true;
        ahead.add(id);
      }
      const last = back.next();
      if (last.done) return false;
      for (const id of this.#states.get(last.value)!.before) {
        if (ahead.has(id)) return true;
        behind.add(id);
      }
    }
  }
}
