/** Offers threads and processes to doors that make executors for themselves. @module */
import { offerExecutor } from "../../flow/offered_executors.ts";
import { ProcessExecutor } from "./process_executor.ts";
import { ThreadExecutor } from "./thread_executor.ts";

offerExecutor("thread", (size) => new ThreadExecutor({ size }));
offerExecutor("process", (size) => new ProcessExecutor({ size }));
