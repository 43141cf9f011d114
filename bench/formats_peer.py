"""Native OpenCascade reads STEP, IGES and BREP files, or writes IGES of STEP files.

python bench/formats_peer.py read LIST PASSES     milliseconds a file, pass by pass, as JSON
python bench/formats_peer.py write FOLDER         an IGES file beside each STEP file
python bench/formats_peer.py check FILE...        those of the files that can be read, as JSON
"""

import glob
import json
import os
import signal
import sys
import time

from OCP.BRep import BRep_Builder
from OCP.BRepTools import BRepTools
from OCP.IGESControl import IGESControl_Controller, IGESControl_Reader, IGESControl_Writer
from OCP.Message import Message, Message_Gravity
from OCP.STEPControl import STEPControl_Reader
from OCP.TopoDS import TopoDS_Shape

SECONDS = 60  # for one file


def read(path):
    kind = os.path.splitext(path)[1].lower()
    if kind in (".brep", ".brp"):
        shape = TopoDS_Shape()
        if not BRepTools.Read_s(shape, path, BRep_Builder()):
            raise SystemExit("cannot read " + path)
        return shape
    reader = IGESControl_Reader() if kind in (".igs", ".iges") else STEPControl_Reader()
    if int(reader.ReadFile(path)) != 1:
        raise SystemExit("cannot read " + path)
    reader.TransferRoots()
    return reader.OneShape()


def can_read(path):
    """Tried in a process of its own: some files crash the reader, some hang it."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # where OpenCascade writes its errors
        try:
            os._exit(1 if read(path).IsNull() else 0)
        except SystemExit:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def write(folder):
    IGESControl_Controller.Init_s()
    for number, path in enumerate(sorted(glob.glob(os.path.join(folder, "*.step")))):
        writer = IGESControl_Writer("MM", number % 2)
        writer.AddShape(read(path))
        writer.ComputeModel()
        writer.Write(path[: -len("step")] + "igs")


def passes(paths, count):
    for _ in range(count):
        start = time.perf_counter()
        for path in paths:
            read(path)
        yield (time.perf_counter() - start) * 1000 / len(paths)


if __name__ == "__main__":
    for printer in list(Message.DefaultMessenger_s().Printers()):
        printer.SetTraceLevel(Message_Gravity.Message_Fail)
    if sys.argv[1] == "write":
        write(sys.argv[2])
    elif sys.argv[1] == "check":
        print(json.dumps([path for path in sys.argv[2:] if can_read(path)]))
    else:
        with open(sys.argv[2], encoding="utf-8") as file:
            print(json.dumps(list(passes(file.read().split("\n"), int(sys.argv[3])))))
