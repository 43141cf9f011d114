/** A machine with nothing on it but Node and npm, as far as a program can see. @module */
import { join } from "node:path";

/** What Node and npm need of a shell, and of a network that has certificates of its own. */
const PROGRAMS = ["node", "npm", "npx", "sh"];
const NETWORK =
  /^(?:SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|DENO_CERT|(?:HTTPS?|NO)_PROXY|NPM_CONFIG_REGISTRY)$/i;

/** Runs commands with an empty home, and counts what they came to. */
export class CleanMachine {
  readonly root: string;
  readonly #home: string;
  readonly #bin: string;
  passed = 0;
  failed = 0;

  /** @param root an empty folder */
  constructor(root: string) {
    this.root = root;
    this.#home = this.folder("home");
    this.#bin = this.folder("bin");
    for (const name of PROGRAMS) Deno.symlinkSync(programFile(name), join(this.#bin, name));
  }

  /** Makes a folder. */
  folder(...names: string[]): string {
    const path = join(this.root, ...names);
    Deno.mkdirSync(path, { recursive: true });
    return path;
  }

  /** Lets a program of this machine be found, too. */
  addProgram(name: string): void {
    this.addToPath(name, programFile(name));
  }

  /** Lets a file be found as a program. */
  addToPath(name: string, file: string): void {
    Deno.symlinkSync(file, join(this.#bin, name));
  }

  /** The home folder that programs see. */
  get home(): string {
    return this.#home;
  }

  /**
   * Runs a command: one check, whether it ends well and says what it should.
   *
   * @returns milliseconds that it took
   */
  async run(folder: string, command: string, says: RegExp, exitCode = 0): Promise<number> {
    const [program, ...args] = command.match(/'[^']*'|\S+/g)!.map((word) =>
      word.replaceAll("'", "")
    );
    console.log(`${folder.slice(this.root.length + 1) || "."}$ ${command}`);
    const start = performance.now();
    const { code, stdout, stderr } = await new Deno.Command(join(this.#bin, program), {
      args,
      cwd: folder,
      clearEnv: true,
      env: {
        ...networkEnv(),
        HOME: this.#home,
        PATH: this.#bin,
        // Else npx would find what this machine's npm has installed for all.
        NPM_CONFIG_PREFIX: this.#home,
        NO_COLOR: "1",
      },
      stdin: "null",
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    const ms = performance.now() - start;
    const faults = [
      ...code === exitCode ? [] : [`exit code ${code}`],
      ...says.test(out + err) ? [] : [`it does not say ${says}`],
    ];
    const shown = out.trim().split("\n").slice(-4).map((line) => `    ${line}`).join("\n");
    if (faults.length === 0) console.log(shown);
    else console.log(`${out}\n${err.split("\n").slice(-40).join("\n")}`);
    this.check(`${command.slice(0, 60)} (${(ms / 1000).toFixed(1)} s)`, faults);
    return ms;
  }

  /** Counts a check. */
  check(name: string, faults: readonly string[]): void {
    if (faults.length === 0) this.passed++;
    else this.failed++;
    console.log(faults.length === 0 ? `ok: ${name}` : `FAILED: ${name}: ${faults.join("; ")}`);
  }
}

function networkEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([key]) => NETWORK.test(key)),
  );
}

function programFile(name: string): string {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    const path = join(folder, name);
    try {
      if (Deno.statSync(path).isFile) return Deno.realPathSync(path);
    } catch {
      // not in this one
    }
  }
  throw new Error(`There is no '${name}' on the PATH`);
}
