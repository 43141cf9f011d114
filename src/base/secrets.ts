/**
 * Keeps secrets out of what is written down: errors, logs, reports.
 *
 * @module
 */

/** Names of variables whose values are nobody's business. */
const SECRET_NAME =
  /secret|token|passw(?:or)?d|passphrase|credential|licen[cs]e|(?:api|access|private|auth)_?key/i;
/** A shorter value is a switch or a number, and would be found in every text. */
const LEAST_LENGTH = 6;

const MASK = "***";
/** `user:password@` of a URL. */
const URL_USER = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@'"]*@/gi;
/** Parameters of a URL that grant something. */
const URL_KEY =
  /([?&](?:[\w.-]*(?:token|secret|password|signature|api_?key|access_?key)|sig|key)=)[^&\s#'"]+/gi;

/** The names of variables that are named like secrets. */
export function secretNames(environment: Readonly<Record<string, string>>): string[] {
  return Object.keys(environment).filter((name) => SECRET_NAME.test(name));
}

/** This process's variables; none where it may not read them. */
export function ownEnvironment(): Record<string, string> {
  const { state } = Deno.permissions.querySync({ name: "env" });
  return state === "granted" ? Deno.env.toObject() : {};
}

/**
 * A text without the values of variables that are named like secrets, and without credentials in
 * URLs.
 */
export function maskSecrets(text: string, environment = ownEnvironment()): string {
  let masked = text;
  for (const name of secretNames(environment)) {
    const value = environment[name];
    if (value.length >= LEAST_LENGTH) masked = masked.replaceAll(value, MASK);
  }
  return masked.replace(URL_USER, `$1${MASK}@`).replace(URL_KEY, `$1${MASK}`);
}

/** As {@linkcode maskSecrets}, for all texts of plain data. */
export function maskData<T>(data: T, environment = ownEnvironment()): T {
  const mask = (value: unknown): unknown => {
    if (typeof value === "string") return maskSecrets(value, environment);
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mask(one)]));
  };
  return mask(data) as T; // of the same form, text for text
}
