"""Runs a command on a terminal of its own and plays a person: waits for words, then types.

usage: terminal.py SECONDS COLUMNS '[["words to wait for", "keys to type", columns], …]' COMMAND…
The columns are those that the terminal is given then; they may be left out. Prints what the terminal
showed, with an ESC _ COLUMNS ESC \\ where it got another size; its exit status is the command's, or
99 when words did not come.
"""
import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

ROWS = 40

deadline = time.monotonic() + float(sys.argv[1])
columns = int(sys.argv[2])
script = json.loads(sys.argv[3])


def resize(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))


# the command waits for its terminal to have a size
ready, begin = os.pipe()
pid, terminal = pty.fork()
if pid == 0:
    os.read(ready, 1)
    os.execvp(sys.argv[4], sys.argv[4:])
resize(terminal, columns)
os.write(begin, b".")

shown = b""
seen = 0
while time.monotonic() < deadline:
    if script:
        words, keys, *size = script[0]
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8", "replace"))
        at = plain.find(words, seen)
        if at >= 0:
            seen = at + len(words)
            if size:
                resize(terminal, size[0])
                shown += b"\x1b_%d\x1b\\" % size[0]
            os.write(terminal, keys.encode())
            script.pop(0)
            continue
    readable, _, _ = select.select([terminal], [], [], 0.1)
    if not readable:
        continue
    try:
        part = os.read(terminal, 65536)
    except OSError:
        part = b""
    if not part:
        break
    shown += part
else:
    os.kill(pid, 9)

_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
if script:
    sys.stderr.write("never shown: %r\n" % script[0][0])
    sys.exit(99)
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
