"""What a cell asks the person in front of it."""

from checked_kernel import Kernel, expect


def ask(kernel: Kernel, code: str, answers: list[str]):
    """Runs a cell and answers its questions: what was asked, and what came of the cell."""
    request = kernel.client.execute(code, allow_stdin=True)
    asked = []
    for answer in answers:
        asked.append(kernel.client.get_stdin_msg(timeout=60)["content"])
        kernel.client.input(answer)
    return asked, kernel.wait(request)


def questions(kernel: Kernel) -> None:
    asked, answer = ask(
        kernel,
        "[prompt('Name?'), confirm('Sure?'), confirm('Really?'), password('Key?')].join()",
        ["Ada", "y", "no", "secret"],
    )
    expect("the answers", answer.value() == '"Ada,true,false,secret"', answer.value())
    texts = [(one["prompt"], one["password"]) for one in asked]
    wanted = [("Name?", False), ("Sure? [y/N]", False), ("Really? [y/N]", False), ("Key?", True)]
    expect("the questions", texts == wanted, texts)
    expect("no answer is shown", answer.text() == "", answer.text())


def question_in_a_function(kernel: Kernel) -> None:
    """A question after an await, in a function of an earlier cell."""
    kernel.run("async function who() { await 1; return prompt('Who?') }")
    asked, answer = ask(kernel, "await who()", ["me"])
    expect("the question", asked[0]["prompt"] == "Who?", asked)
    expect("the answer", answer.value() == '"me"', answer.value())


def no_questions(kernel: Kernel) -> None:
    """A client that takes no input, as nbconvert, is told."""
    answer = kernel.run("prompt('Name?')")
    said = answer.text("stderr")
    expect("it is said", "this client takes no input" in said, said)
    expect("the cell ends", answer.reply["status"] == "ok", answer.reply)
