import { MemoryBackend } from "../../../stores.ts";
import { describeBackend } from "./kept_results.ts";

describeBackend("memory", {
  make: () => new MemoryBackend(),
  damage: async (backend, id, document) => {
    await backend.write(id, { document, blob: null, expires: null }, false, null);
  },
});
