"""The process that reads hostile files: one that only ever loads libraries, and a child of it for each file."""

from __future__ import annotations

import contextlib
import gc
import os
import pkgutil
import resource
import select
import signal
import socket
import sys
from functools import cache
from importlib import import_module
from typing import NoReturn

import msgspec

from workflow.sandbox import lockdown
from workflow.sandbox.orders import BEGUN, UNLOCKED, Ended, Order

_FAILED = 70


def main() -> None:
    """Serve one job after the other from the socket whose number is the first argument, until it is closed."""
    os.environ["HOME"] = "/"  # or libraries ask the system who the user is, which may ask a server
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    if sys.argv[2] == "apart":
        lockdown.apart()
    else:
        lockdown.unseen()
    wake, woken = socket.socketpair()
    for end in (wake, woken):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    control.sendall(b"ready")
    while True:
        words, fds, _flags, _address = socket.recv_fds(control, 1 << 16, 2)
        if not words:
            return
        _serve(control, wake, msgspec.msgpack.decode(words, type=Order), fds)


def _serve(control: socket.socket, wake: socket.socket, order: Order, fds: list[int]) -> None:
    for name in order.modules:
        _load(name)
    gc.freeze()
    child = os.fork()
    if not child:
        _read(order, fds)
    control.sendall(BEGUN)
    for fd in fds:
        os.close(fd)
    control.sendall(msgspec.msgpack.encode(_end_of(child, control, wake)))


@cache
def _load(name: str) -> None:
    """Load a module, or with `.*` at the end all modules of a package; the checks themselves tell what is missing."""
    package = name.removesuffix(".*")
    with contextlib.suppress(Exception):
        found = import_module(package)
        if package != name:
            for inner in pkgutil.iter_modules(found.__path__, f"{package}."):
                _load(inner.name)


def _end_of(child: int, control: socket.socket, wake: socket.socket) -> Ended:
    """Wait for the end of a child; when the parent is gone, the child goes too."""
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            return Ended(status, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
        ready, _, _ = select.select([control, wake], [], [], 1)
        if wake in ready:
            with contextlib.suppress(BlockingIOError):
                wake.recv(64)
        if control in ready and not control.recv(1, socket.MSG_PEEK):
            os.kill(child, signal.SIGKILL)
            os._exit(0)


def _read(order: Order, fds: list[int]) -> NoReturn:
    """Be the child: keep the descriptors of the job alone, lock in, do the job, end."""
    code = _FAILED
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _keep(fds)
        held = lockdown.lock(order.limits, order.readable)
        if set(order.must) <= set(held):
            import_module(order.runner).run(fds[0], fds[1] if order.has_file else None, held)
            code = 0
        else:
            code = UNLOCKED
    finally:
        os._exit(code)


def _keep(fds: list[int]) -> None:
    """Close every descriptor but these and the three standard ones, which lead nowhere."""
    low = 3
    for fd in sorted(fds):
        os.closerange(low, fd)
        low = fd + 1
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(low, most if 0 < most < 1 << 20 else 1 << 16)


if __name__ == "__main__":
    main()
