"""Jupyter's own tests of a kernel, with every optional feature declared."""

import jupyter_kernel_test

DISPLAY = 'await Deno.jupyter.display({{ "{0}": {1} }}, {{ raw: true }})'


class TrunnionKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "trunnion"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "[1].forE", "matches": {"forEach"}},
        {"text": "Deno.readTextFileS", "matches": {"readTextFileSync"}},
    ]
    complete_code_samples = ["1", "const a: number = 1", "function f() {\n  return 1\n}", "`a`"]
    incomplete_code_samples = ["function f() {", "f(", "`a", "/* a", "const a ="]
    invalid_code_samples = ["f(1 2)", "let let = 1", "}", "'a"]
    code_page_something = "Map?"
    code_generate_error = "throw new Error('planned')"
    code_execute_result = [
        {"code": "1 + 1", "result": "2"},
        {"code": "const six: number = 6\nsix * 7", "result": "42"},
        {"code": "'a'", "result": '"a"'},
        {"code": "await Promise.resolve(1 + 2)", "result": "3"},
    ]
    code_display_data = [
        {"code": DISPLAY.format("text/html", "'<b>x</b>'"), "mime": "text/html"},
        {"code": DISPLAY.format("image/svg+xml", "'<svg/>'"), "mime": "image/svg+xml"},
    ]
    code_history_pattern = "1 ? 1"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Map"
    code_clear_output = "await Deno.jupyter.broadcast('clear_output', { wait: false })"

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        # The first question loads all types, which may take longer than the tests wait.
        for _ in range(3):
            cls.kc.complete("[1].forE")
            if cls.kc.get_shell_msg(timeout=60)["content"]["matches"]:
                return
