/** Names that Windows keeps for devices. @module */

const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** Whether a file or folder of that name would be a device: `nul`, and `NUL.txt` too. */
export function isReservedName(name: string): boolean {
  return RESERVED.test(name.replace(/[ .]+$/, "").replace(/ +\./, "."));
}
