import type { ConnectionFile } from "../messages/connection_file.ts";

/** How to reach a kernel that has yet to start: on ports that are free, with a key of its own. */
export function freeConnection(): ConnectionFile {
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = freePorts(5);
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
    key: crypto.randomUUID(),
    signature_scheme: "hmac-sha256",
  };
}

/** Ports that are free now. All are held until the last is found, so they differ. */
function freePorts(count: number): number[] {
  const held = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = held.map((listener) => (listener.addr as Deno.NetAddr).port);
  for (const listener of held) listener.close();
  return ports;
}
