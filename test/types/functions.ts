/**
 * What must compile of function flows, and what must not: read by `deno check`, never run.
 *
 * @module
 */
import { z } from "zod";
import {
  asFlow,
  flow,
  type FlowContext,
  flowContext,
  type FlowEvent,
  FunctionFlow,
  task,
  type TaskCall,
  type TaskContext,
  taskContext,
} from "../../functions.ts";

/** Compiles only where both types are the same. */
function same<A, B>(
  ..._: (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? [] : [never]
): void {}

// Tasks keep the types of their functions.
const sync = task((a: number, b = 2) => a + b);
same<Parameters<typeof sync>, [a: number, b?: number]>();
same<ReturnType<typeof sync>, number>();
const promised = task((name: string) => Promise.resolve(name.length));
same<ReturnType<typeof promised>, Promise<number>>();
const nothing = task(() => {});
same<ReturnType<typeof nothing>, void>();
same<typeof sync.taskName, string>();
// @ts-expect-error a task is called like its function
sync("1");
// @ts-expect-error too few arguments
sync();
// @ts-expect-error too many arguments
sync(1, 2, 3);

// Options change what the caller gets.
const named = task((n: number) => n, { taskName: "named", raiseOnError: true });
same<ReturnType<typeof named>, number>();
const soft = task((n: number) => n, { raiseOnError: false });
same<ReturnType<typeof soft>, number | null>();
const softPromise = task((n: number) => Promise.resolve(n), { raiseOnError: false });
same<ReturnType<typeof softPromise>, Promise<number | null>>();
const retried = task((n: number) => n, { retries: 2 });
same<ReturnType<typeof retried>, Promise<number>>();
const limited = task(async (n: number) => await n, { timeout: 10, raiseOnError: false });
same<ReturnType<typeof limited>, Promise<number | null>>();
// @ts-expect-error no such option
task(() => 1, { retry: 2 });
// @ts-expect-error no such option, beside one that there is
task(() => 1, { retries: 2, timout: 5 });
// @ts-expect-error no such option of a decorator, beside one that there is
task({ retries: 2, timout: 5 });
// @ts-expect-error no such option of a task with a context, beside one that there is
task.withContext(() => 1, { retries: 2, timout: 5 });
// @ts-expect-error not a way to wait
task(() => 1, { backoff: "linear" });

// Schemas check arguments, and say what the caller gets.
const checked = task((name: string) => name, {
  input: z.tuple([z.string()]),
  output: z.string().transform((text) => text.length),
});
same<ReturnType<typeof checked>, Promise<number>>();

// Flows keep the types of their functions, and say what they give.
const f = flow((a: number, b?: string) => `${a}${b}`);
same<Parameters<typeof f>, [a: number, b?: string]>();
same<ReturnType<typeof f>, FunctionFlow<string>>();
same<NonNullable<ReturnType<typeof f>["flowReturnValue"]>, string>();
const g = flow(async () => await promised("x"));
same<ReturnType<typeof g>, FunctionFlow<number>>();
// @ts-expect-error a flow function is called like its function
f("1");
// @ts-expect-error too many arguments
f(1, "2", 3);
// @ts-expect-error calling it runs nothing, so there is nothing to calculate with
f(1) + 1;
// @ts-expect-error no such option
flow(() => 1, { logToDisk: true });
// @ts-expect-error no such option, beside one that there is
flow(() => 1, { flowName: "f", logToDisk: true });
// @ts-expect-error no such option of a flow with a context, beside one that there is
flow.withContext(() => 1, { flowName: "f", logToDisk: true });
// @ts-expect-error no such option of a decorator, beside one that there is
flow({ flowName: "f", logToDisk: true });
const measured = flow((name: string) => name, { output: z.string().transform(Number) });
same<ReturnType<typeof measured>, FunctionFlow<number>>();

export const executed = async () => {
  const run = await f(1).execute();
  same<typeof run.flowReturnValue, string | null>();
  same<(typeof run.executedTasks)[number], TaskCall>();
};

// The function that a flow is set up with says what it gives; its arguments are checked.
const set = new FunctionFlow().setup((n: number) => Promise.resolve(n), 1);
same<typeof set.flowReturnValue, number | null>();
// @ts-expect-error not an argument of the function
new FunctionFlow().setup((n: number) => n, "1");
// @ts-expect-error an argument is missing
new FunctionFlow().setup((n: number) => n);

export class Import extends FunctionFlow<string> {
  // @ts-expect-error not what this flow gives
  override main(): number {
    return 1;
  }
}

// Contexts: what there is, what the flow gives beside it, and what stands in its place.
export const inContexts = () => {
  same<ReturnType<typeof taskContext>["thisTask"], TaskCall>();
  same<ReturnType<typeof taskContext>["taskData"], Record<string, unknown>>();
  same<ReturnType<typeof flowContext>["thisFlow"], FunctionFlow>();
  // @ts-expect-error a flow's function is in no task
  flowContext().thisTask;
  // @ts-expect-error not promised
  taskContext().db;
  const { db, flowData } = taskContext<{ db: Map<string, number>; flowData: { mine: 1 } }>();
  same<typeof db, Map<string, number>>();
  same<typeof flowData, { mine: 1 }>();
};

const wanting = task.withContext(
  ({ db, thisTask }: TaskContext<{ db: string }>, n: number) => `${db}${thisTask.taskName}${n}`,
);
same<Parameters<typeof wanting>, [n: number]>();
same<ReturnType<typeof wanting>, string>();
const inferred = task.withContext((context, n: number) => {
  same<typeof context.thisTask, TaskCall>();
  return n;
}, { raiseOnError: false });
same<ReturnType<typeof inferred>, number | null>();
// @ts-expect-error the context is not the caller's to give
wanting({}, 1);

const withDependencies = flow.withContext((context, n: number) => {
  same<typeof context.db, string>();
  same<typeof context.thisFlow, FunctionFlow>();
  return context.db.length + n;
}, { dependencies: { db: "parts" } });
same<Parameters<typeof withDependencies>, [n: number]>();
same<FlowContext<{ thisFlow: 1 }>["thisFlow"], 1>();

// Methods.
export class Parts {
  #count = 1;
  @task()
  count(by: number) {
    return this.#count * by;
  }
  @task({ raiseOnError: false })
  maybe(): number | null {
    return this.#count;
  }
  // @ts-expect-error gives null after an error, which the method does not say
  @task({ raiseOnError: false })
  surely() {
    return this.#count;
  }
  // @ts-expect-error gives a promise with retries, which the method does not say
  @task({ retries: 1 })
  again() {
    return this.#count;
  }
  @flow()
  main(by: number) {
    return this.count(by);
  }
  // @ts-expect-error tasks are methods
  @task()
  field = 1;
}
same<ReturnType<Parts["count"]>, number>();
const methodFlow = asFlow(new Parts().main(2));
same<typeof methodFlow, FunctionFlow<number>>();

// Functions in options know their parameters.
task(() => 1, {
  retryIf: (error, attempt) => {
    same<typeof error, unknown>();
    same<typeof attempt, number>();
    return true;
  },
});
flow(() => 1, {
  listeners: [(event) => same<typeof event, FlowEvent>()],
});

// The type of an event tells its data.
export const listener = (event: FlowEvent) => {
  if (event.eventType === "flow_message") {
    same<typeof event.eventData.data.messageData.messageText, string>();
  }
  // @ts-expect-error only messages have it
  event.eventData.data.messageData;
  // @ts-expect-error there are seven types
  if (event.eventType === "flow_started") return;
};
