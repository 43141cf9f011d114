/** What ZMTP needs of a connection; a `Deno.Conn` has it. */
export interface Connection {
  /** Reads into `into`; the number of bytes, or null at the end. */
  read(into: Uint8Array): Promise<number | null>;
  /** Writes some of `bytes`; the number of bytes written. */
  write(bytes: Uint8Array): Promise<number>;
  close(): void;
}
