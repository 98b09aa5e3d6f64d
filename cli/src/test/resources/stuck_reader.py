"""Runs a program one of whose streams is a pipe that is full and that nobody reads: stuck_reader.py STREAM PROGRAM..."""
import os, sys

read, write = os.pipe()
os.set_inheritable(read, True)
os.set_blocking(write, False)
try:
    while True:
        os.write(write, b"." * 4096)
except BlockingIOError:
    pass
os.set_blocking(write, True)
os.dup2(write, int(sys.argv[1]))
os.execvp(sys.argv[2], sys.argv[2:])
