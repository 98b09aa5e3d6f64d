"""Runs a program with some of its streams on a pseudo terminal, and tells on standard error what comes out of that.

pseudo_terminal.py STREAMS COLUMNS [TEXT COLUMNS] -- PROGRAM...
STREAMS: which of 0, 1 and 2 are the terminal; the others are ours. After TEXT the terminal has the other width.
"""
import fcntl, os, pty, struct, sys, termios

split = sys.argv.index("--")
streams, columns, then = sys.argv[1], int(sys.argv[2]), sys.argv[3:split]
ours = [os.dup(n) for n in range(3)]
begin, ready = os.pipe()
child, terminal = pty.fork()
if child == 0:
    for n in range(3):
        if str(n) not in streams:
            os.dup2(ours[n], n)
    os.read(begin, 1)
    os.execvp(sys.argv[split + 1], sys.argv[split + 1:])


def resize(width):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))


resize(columns)
os.write(ready, b".")  # not before the terminal has its size
said = b""
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    said += part
    os.write(2, part)
    if then and then[0].encode() in said:
        resize(int(then[1]))
        then = []
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
