"""Where a store may stand: network file systems promise neither locks nor that what was synced is on a disk."""

import os
import re
import sys
from pathlib import Path

from sources.store.faults import StoreError
from sources.store.files import Disk
from sources.store.generation import generations

FORMER = "desk.json"
"""What held everything before there was a journal."""

_NETWORK = re.compile(
    r"9p|afp|afs|beegfs|ceph|cifs|coda|(fuse\.)?davfs|(fuse\.)?glusterfs|fuse\.(gvfsd-fuse|rclone|s3fs|sshfs)|gfs2|lustre|"
    r"ncpfs|nfs4?|ocfs2|orangefs|smb[23]|smbfs|webdav"
)


def holds_store(folder: Path) -> bool:
    """Whether there is a store in a folder. Raises StoreError when the folder cannot be looked at."""
    try:
        return bool(generations(Disk().names(folder))) or (folder / FORMER).exists()
    except OSError as error:
        raise StoreError(f"{folder}: cannot be read ({error.strerror}): mend its permissions") from error


def local(folder: Path) -> None:
    """Raise StoreError when a folder to write to stands on a network file system."""
    if kind := network(folder):
        raise StoreError(
            f"{folder}: stands on a network file system ({kind}), which can neither lock nor be sure to keep: "
            "name a folder on a disk of this machine with --store"
        )


def network(folder: Path) -> str | None:
    """Return the kind of network file system that a folder stands on, None for a local one or when that is unknown."""
    folder = folder.absolute()
    if sys.platform == "win32":
        import ctypes

        root = os.path.splitdrive(folder)[0] + "\\"
        remote = root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == 4
        return "a network drive" if remote else None
    try:
        table = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return None
    return kind_in(table, str(_existing(folder).resolve()))


def kind_in(mountinfo: str, path: str) -> str | None:
    """Return the network file system that holds `path` by a table in the form of proc(5)'s mountinfo, or None."""
    best, kind = -1, None
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = fields[4].encode().decode("unicode_escape").rstrip("/")
        if (path == point or path.startswith(point + "/")) and len(point) >= best:
            best, kind = len(point), right.split()[0]
    return kind if kind and _NETWORK.fullmatch(kind) else None


def _existing(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
