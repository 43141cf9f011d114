"""Native OpenCascade reads a list of STEP files: milliseconds a file, pass by pass, as JSON.

python bench/step_reader_peer.py LIST PASSES
"""

import json
import sys
import time

from OCP.Message import Message, Message_Gravity
from OCP.STEPControl import STEPControl_Reader


def read(path):
    reader = STEPControl_Reader()
    if int(reader.ReadFile(path)) != 1:
        raise SystemExit("cannot read " + path)
    reader.TransferRoots()
    return reader.OneShape()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        paths = file.read().split("\n")
    for printer in list(Message.DefaultMessenger_s().Printers()):
        printer.SetTraceLevel(Message_Gravity.Message_Fail)
    passes = []
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        for path in paths:
            read(path)
        passes.append((time.perf_counter() - start) * 1000 / len(paths))
    print(json.dumps(passes))
