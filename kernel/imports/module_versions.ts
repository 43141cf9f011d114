/**
 * Which modules must be loaded anew because their file, or one that they import, was edited.
 *
 * Deno keeps what it has loaded under a URL for ever, a failure too. So an edited module gets a new
 * URL: the same with `?v=` and a number. The first one has none, as others may import it too.
 */
export class ModuleVersions {
  readonly #modules = new Map<string, ModuleState>();
  readonly #stampOf: (url: string) => string;

  /** `stampOf` tells a state of a file from others, e.g. by its time and size. */
  constructor(stampOf: (url: string) => string = fileStamp) {
    this.#stampOf = stampOf;
  }

  /** The URL to load `url` by, with all it imports looked at again. */
  refreshed(url: string): string {
    this.#refresh(url, new Set());
    return this.current(url);
  }

  /** The URL by which `url` was last loaded, or will be. */
  current(url: string): string {
    const version = this.#state(url).version;
    return version === 0 ? url : `${url}?v=${version}`;
  }

  /** Notes that the module at `parent` imports that at `url`. */
  addImport(parent: string, url: string): void {
    this.#state(withoutVersion(parent)).imports.add(url);
  }

  /** Notes that loading `url` failed: it and all it imports are loaded anew the next time. */
  fail(url: string): void {
    for (const one of this.#closure(url)) this.#state(one).failed = true;
  }

  #state(url: string): ModuleState {
    let state = this.#modules.get(url);
    if (state === undefined) {
      state = { version: 0, stamp: this.#stampOf(url), imports: new Set(), failed: false };
      this.#modules.set(url, state);
    }
    return state;
  }

  /** Whether `url` gets a new version, all it imports included. */
  #refresh(url: string, seen: Set<string>): boolean {
    const known = this.#modules.get(url);
    if (known === undefined || seen.has(url)) return false;
    seen.add(url);
    const stamp = this.#stampOf(url);
    let changed = known.failed || stamp !== known.stamp;
    for (const one of known.imports) changed = this.#refresh(one, seen) || changed;
    if (!changed) return false;
    known.version++;
    known.stamp = stamp;
    known.failed = false;
    // Loading it tells what it imports now.
    known.imports = new Set();
    return true;
  }

  #closure(url: string, seen = new Set<string>()): Set<string> {
    if (seen.has(url)) return seen;
    seen.add(url);
    for (const one of this.#modules.get(url)?.imports ?? []) this.#closure(one, seen);
    return seen;
  }
}

interface ModuleState {
  version: number;
  stamp: string;
  imports: Set<string>;
  failed: boolean;
}

/** A module's URL without the version that it was given here. */
export function withoutVersion(url: string): string {
  return url.replace(/\?v=\d+$/, "");
}

function fileStamp(url: string): string {
  try {
    const { mtime, size, ino } = Deno.statSync(new URL(url));
    return `${mtime?.getTime()} ${size} ${ino}`;
  } catch {
    return "not there";
  }
}
