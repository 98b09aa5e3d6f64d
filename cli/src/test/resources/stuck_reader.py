"""Runs a program one of whose streams is full, and nobody reads it: stuck_reader.py STREAM pipe|terminal PROGRAM..."""
import os, sys

read, write = os.pipe() if sys.argv[2] == "pipe" else os.openpty()
os.set_inheritable(read, True)
os.set_blocking(write, False)
try:
    while True:
        os.write(write, b"." * 4096)
except BlockingIOError:
    pass
os.set_blocking(write, True)
os.dup2(write, int(sys.argv[1]))
os.execvp(sys.argv[3], sys.argv[3:])
