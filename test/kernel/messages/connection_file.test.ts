import { expect, test } from "vitest";
import { parseConnectionFile } from "../../../kernel/messages/connection_file.ts";

const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };

test("a connection file is read, with Jupyter's defaults", () => {
  expect(parseConnectionFile(JSON.stringify({ ...ports, key: "k" }))).toEqual({
    ...ports,
    key: "k",
    transport: "tcp",
    ip: "127.0.0.1",
    signature_scheme: "hmac-sha256",
  });
});

test("what is missing or cannot be is told", () => {
  const without = JSON.stringify({ ...ports, hb_port: undefined });
  expect(() => parseConnectionFile(without)).toThrow("'hb_port'");
  expect(() => parseConnectionFile("{")).toThrow("must be JSON");
  const ipc = JSON.stringify({ ...ports, transport: "ipc" });
  expect(() => parseConnectionFile(ipc)).toThrow("says 'ipc'");
});
