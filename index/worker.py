"""`python -m index.worker FD MEMORY`: prepares files for a parent process, until it hangs up."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection

from index.inert import Inert

READY = "ready"


def main() -> None:
    """Answer each task (path, options, part, skip) with its results, then None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hangs up when it is interrupted
    sys.stderr = Inert(sys.stderr)
    connection = Connection(int(sys.argv[1]))
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(sys.argv[2])
    memory = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    from index.prepare import prepare  # after the thread: this takes a second

    gc.freeze()  # what is imported stays: no need to look through it again and again
    try:
        connection.send(READY)
        while True:
            path, options, part, skip = connection.recv()
            for result in prepare(path, options, part, skip):
                connection.send(result)
            connection.send(None)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is done


def _leave_with(parent: int) -> None:
    """A document that never ends must not outlive the process that asked for it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main()
