/** Names for executions that were given none. @module */

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** `flow_id__` and eight random letters and digits. */
export function newFlowId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `flow_id__${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("")}`;
}
