/** What this process was started with. @module */

/**
 * The words between `deno run` and the program's own, such as `--config other.json`; null where
 * they cannot be told. Deno does not give them to a program. With all permissions this process
 * looks itself; where it may only run others, one of them looks.
 */
export function denoArguments(): readonly string[] | null {
  const words = [ownFile, byCat, byPs, byDeno].reduce<string[] | null>(
    (found, look) => found ?? attempt(look),
    null,
  );
  if (words === null) return null;
  return words.slice(1, words.length - Deno.args.length);
}

/** The value of a flag among them: of `--name value`, `--name=value` or a short `-n value`. */
export function flagValue(
  words: readonly string[],
  name: string,
  short?: string,
): string | undefined {
  for (const [i, word] of words.entries()) {
    if (word === name || word === short) return words[i + 1];
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    if (short !== undefined && word.startsWith(short) && !word.startsWith("--")) {
      return word.slice(short.length).replace(/^=/, "");
    }
  }
  return undefined;
}

const file = () => `/proc/${Deno.pid}/cmdline`;

function ownFile(): string[] | null {
  return split(Deno.readTextFileSync(file()));
}

function byCat(): string[] | null {
  return split(outputOf("cat", [file()]));
}

/** On macOS, where a path with spaces cannot be told from two words. */
function byPs(): string[] | null {
  const line = outputOf("ps", ["-ww", "-o", "args=", "-p", String(Deno.pid)]).trim();
  return line === "" ? null : line.split(/ +/);
}

/** Where no other program may be run. */
function byDeno(): string[] | null {
  const code = `console.log(Deno.readTextFileSync(${JSON.stringify(file())}).trimEnd())`;
  return split(outputOf(Deno.execPath(), ["eval", "--no-config", code]).trimEnd());
}

function split(text: string): string[] | null {
  const words = text.replace(/\0$/, "").split("\0");
  return words.length < 2 ? null : words;
}

function outputOf(program: string, args: string[]): string {
  const { success, stdout } = new Deno.Command(program, { args, stderr: "null" }).outputSync();
  return success ? new TextDecoder().decode(stdout) : "";
}

function attempt<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null; // not allowed, or not to be had on this system
  }
}
