/** The kinds of sockets that a kernel needs, on its own side and on that of its engine. */
export type SocketType = "ROUTER" | "DEALER" | "PUB" | "SUB" | "REP";

/** Which kinds may talk to each: <https://rfc.zeromq.org/spec/23/>, section "NULL". */
export const PARTNERS: Readonly<Record<SocketType, readonly string[]>> = {
  ROUTER: ["DEALER", "REQ", "ROUTER"],
  DEALER: ["ROUTER", "REP", "DEALER"],
  PUB: ["SUB", "XSUB"],
  SUB: ["PUB", "XPUB"],
  REP: ["REQ", "DEALER"],
};
