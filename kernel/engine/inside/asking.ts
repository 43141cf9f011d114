import { Interrupted } from "./end_error.ts";

/** Begins the text of a question whose answer is not to be seen. */
export const HIDDEN = "\u0000hidden\u0000";

/** The answer of the front to a question of a cell that was interrupted. */
export const NO_ANSWER = "\u0000interrupted\u0000";

/** Lets cells ask for something that is not shown, and stops them when they are interrupted. */
export function installQuestions(): void {
  const { prompt } = globalThis;
  const checked = (answer: string | null) => {
    if (answer === NO_ANSWER) throw new Interrupted();
    return answer;
  };
  const ask = (message?: string, preset?: string) => checked(prompt(message, preset));
  define("prompt", ask);
  define("password", (message = "Password") => ask(HIDDEN + message));
  define("confirm", (message = "Confirm") => /^y(es)?$/i.test(ask(`${message} [y/N]`) ?? ""));
  define("alert", (message = "Alert") => void ask(`${message} [Enter]`));
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
