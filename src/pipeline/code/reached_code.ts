/** What a task can reach of the modules that a worker loads. @module */
import type { CodeUnit, Import, ModuleCode } from "./code_unit.ts";

/** A module whose inside is known. */
export interface KnownModule {
  readonly code: ModuleCode;
  /** What each of its specifiers means: the key of a module. */
  resolve(specifier: string): string;
}

/** A module of which only a hash is known: data, a package, one that cannot be parsed. */
export interface ClosedModule {
  readonly text: string;
}

export type Modules = ReadonlyMap<string, KnownModule | ClosedModule>;

/** Where a search begins: a module, and the units in it; null for all of them. */
export interface Entry {
  readonly module: string;
  readonly units: readonly CodeUnit[] | null;
}

interface Reached {
  readonly module: string;
  readonly unit: CodeUnit;
}

/** What a name means: a unit, or a module as a whole. */
type Meaning = { readonly unit: Reached } | { readonly module: string };

/**
 * The units that can play a part when the entries run, as texts: two that are equal are the same
 * code. One unit too many has work done again; one too few would keep what is wrong. So whatever is
 * not known to be harmless counts: what a module does when it is loaded, units that may change a
 * value that is reached, and all of a module where code runs that cannot be seen.
 *
 * @param modules in the order in which they are found from the entries
 */
export function reachedCode(modules: Modules, entries: readonly Entry[]): string[] {
  const search = new Search(modules);
  for (const { module, units } of entries) search.begin(module, units);
  search.run();
  return search.texts();
}

class Search {
  readonly #modules: Modules;
  readonly #reached = new Map<CodeUnit, Reached>();
  readonly #whole = new Set<string>();
  readonly #queue: Reached[] = [];
  #units: readonly Reached[] | null = null;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  begin(module: string, units: readonly CodeUnit[] | null): void {
    if (units === null) this.#reachAll(module);
    else for (const unit of units) this.#reach({ module, unit });
  }

  run(): void {
    for (const [module, known] of this.#modules) {
      if (!("code" in known)) continue;
      for (const unit of known.code.units) if (unit.acts) this.#reach({ module, unit });
    }
    do {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        this.#follow(next);
      }
      this.#reachChangers();
    } while (this.#queue.length > 0);
  }

  /** One text a module, in the order of the modules and of their units. */
  texts(): string[] {
    const numbers = new Map<CodeUnit, string>();
    const order = [...this.#modules.keys()];
    for (const [m, known] of [...this.#modules.values()].entries()) {
      if (!("code" in known)) continue;
      const here = known.code.units.filter((unit) => this.#reached.has(unit));
      for (const [i, unit] of here.entries()) numbers.set(unit, `${m}:${i}`);
    }
    return [...this.#modules].map(([key, known]) => {
      if (!("code" in known)) return known.text;
      const units = known.code.units.filter((unit) => this.#reached.has(unit));
      return units.map((unit) => {
        const meanings = [...unit.mentions].sort().flatMap((name) => {
          const text = this.#meaning(key, name).map((meaning) =>
            "unit" in meaning
              ? `unit ${numbers.get(meaning.unit.unit)}`
              : `module ${order.indexOf(meaning.module)}`
          );
          const from = known.code.imports.get(name)?.name ?? name;
          return text.length === 0 ? [] : [`${name}=${from}@${text.join(",")}`];
        });
        return [unit.text, ...meanings].join("\n");
      }).join("\n\n");
    });
  }

  #reach(reached: Reached): void {
    if (this.#reached.has(reached.unit)) return;
    this.#reached.set(reached.unit, reached);
    this.#queue.push(reached);
  }

  #reachAll(module: string): void {
    const known = this.#modules.get(module);
    if (known === undefined || !("code" in known) || this.#whole.has(module)) return;
    this.#whole.add(module);
    for (const unit of known.code.units) this.#reach({ module, unit });
    for (const specifier of known.code.exportsAll) this.#reachAll(known.resolve(specifier));
    for (const target of known.code.exports.values()) {
      if (typeof target !== "string") this.#reachImport(known, target);
    }
  }

  #follow({ module, unit }: Reached): void {
    const known = this.#known(module);
    for (const name of unit.mentions) {
      for (const meaning of this.#meaning(module, name)) this.#reachMeaning(meaning);
    }
    for (const file of unit.files) this.#reachAll(known.resolve(file));
    if (unit.opaque) { for (const other of this.#modules.keys()) this.#reachAll(other); }
  }

  #reachImport(known: KnownModule, { specifier, name }: Import): void {
    for (const meaning of this.#exported(known.resolve(specifier), name)) {
      this.#reachMeaning(meaning);
    }
  }

  #reachMeaning(meaning: Meaning): void {
    if ("unit" in meaning) this.#reach(meaning.unit);
    else this.#reachAll(meaning.module);
  }

  /**
   * A unit counts that may change a value which is reached, itself or by way of another that holds
   * it.
   */
  #reachChangers(): void {
    const all = this.#all();
    const holders = new Set<Reached>();
    const carriers = new Set<CodeUnit>();
    const add = (holder: Reached) => {
      holders.add(holder);
      carriers.add(holder.unit);
      for (const unit of this.#storesOf(holder)) carriers.add(unit);
    };
    for (const one of all) if (this.#changesReached(one)) add(one);
    for (let before = -1; before < holders.size;) {
      before = holders.size;
      for (const one of all) {
        if (!holders.has(one) && this.#mentionsOne(one, carriers)) add(one);
      }
    }
    for (const holder of holders) this.#reach(holder);
  }

  #changesReached({ module, unit }: Reached): boolean {
    const names = new Set([...unit.assigns, ...unit.holds.keys()]);
    return [...names].some((name) => this.#mayChange(module, unit, name));
  }

  /** Where a unit may put a value that it holds: what it assigns to, lists that it adds to. */
  *#storesOf({ module, unit }: Reached): Generator<CodeUnit> {
    for (const name of new Set([...unit.assigns, ...unit.holds.keys()])) {
      for (const meaning of this.#meaning(module, name)) {
        if (!("unit" in meaning)) continue;
        const natures = [...meaning.unit.unit.declares.values()];
        const isContainer = natures.some((nature) => nature === "state" || nature === "flat");
        if (unit.assigns.has(name) || isContainer && unit.holds.get(name) === "whole") {
          yield meaning.unit.unit;
        }
      }
    }
  }

  #mentionsOne({ module, unit }: Reached, carriers: ReadonlySet<CodeUnit>): boolean {
    return [...unit.mentions].some((name) =>
      this.#meaning(module, name).some((meaning) =>
        "unit" in meaning && carriers.has(meaning.unit.unit)
      )
    );
  }

  #mayChange(module: string, unit: CodeUnit, name: string): boolean {
    return this.#meaning(module, name).some((meaning) => {
      if (!("unit" in meaning)) return false;
      const declared = meaning.unit.unit;
      if (declared === unit || !this.#reached.has(declared)) return false;
      if (unit.assigns.has(name)) return true;
      const natures = new Set(declared.declares.values());
      const hold = unit.holds.get(name);
      if (natures.has("state")) return hold !== undefined;
      return natures.has("flat") && hold === "whole";
    });
  }

  #all(): readonly Reached[] {
    return this.#units ??= [...this.#modules].flatMap(([module, known]) =>
      "code" in known ? known.code.units.map((unit) => ({ module, unit })) : []
    );
  }

  /** What a name at the top of a module means: nothing, where it is local or the language's. */
  #meaning(module: string, name: string): Meaning[] {
    const known = this.#known(module);
    const own = known.code.units.filter((unit) => unit.declares.has(name));
    if (own.length > 0) return own.map((unit) => ({ unit: { module, unit } }));
    const imported = known.code.imports.get(name);
    return imported === undefined
      ? []
      : this.#exported(known.resolve(imported.specifier), imported.name);
  }

  /** What a module's export means. */
  #exported(module: string, name: string, seen = new Set<string>()): Meaning[] {
    const known = this.#modules.get(module);
    if (known === undefined || !("code" in known) || name === "*") return [{ module }];
    if (seen.has(module)) return [];
    seen.add(module);
    const target = known.code.exports.get(name);
    if (typeof target === "string") return this.#meaning(module, target);
    if (target !== undefined) {
      return this.#exported(known.resolve(target.specifier), target.name, seen);
    }
    return known.code.exportsAll.flatMap((specifier) =>
      this.#exported(known.resolve(specifier), name, seen)
    );
  }

  #known(module: string): KnownModule {
    return this.#modules.get(module) as KnownModule; // units come of known modules alone
  }
}
