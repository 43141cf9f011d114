import { MessageError } from "./message_error.ts";

/** What Jupyter writes down for a kernel and its clients. */
export interface ConnectionFile {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  key: string;
  signature_scheme: string;
}

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/**
 * Reads the text of a connection file.
 *
 * @throws {MessageError} where a field is missing, or the transport is not `tcp`
 */
export function parseConnectionFile(text: string): ConnectionFile {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text);
  } catch (cause) {
    throw new MessageError("a connection file must be JSON", { cause });
  }
  const transport = fields.transport ?? "tcp";
  if (transport !== "tcp") {
    throw new MessageError(`the transport must be 'tcp': the connection file says '${transport}'`);
  }
  const file: Record<string, unknown> = {
    transport,
    ip: fields.ip ?? "127.0.0.1",
    key: fields.key ?? "",
    signature_scheme: fields.signature_scheme ?? "hmac-sha256",
  };
  for (const port of PORTS) {
    if (!Number.isInteger(fields[port])) {
      throw new MessageError(`a connection file must have '${port}', found ${fields[port]}`);
    }
    file[port] = fields[port];
  }
  return file as unknown as ConnectionFile;
}
