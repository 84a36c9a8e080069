"""Runs a command on a terminal of its own and plays a person: waits for words, then types.

usage: terminal.py SECONDS '[["words to wait for", "keys to type"], …]' COMMAND…
Prints what the terminal showed; its exit status is the command's, or 99 when words did not come.
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

deadline = time.monotonic() + float(sys.argv[1])
script = json.loads(sys.argv[2])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[3], sys.argv[3:])

fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))

shown = b""
seen = 0
while time.monotonic() < deadline:
    if script:
        words, keys = script[0]
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8", "replace"))
        at = plain.find(words, seen)
        if at >= 0:
            seen = at + len(words)
            os.write(terminal, keys.encode())
            script.pop(0)
            continue
    ready, _, _ = select.select([terminal], [], [], 0.1)
    if not ready:
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
