"""Keys of one developer's machine, made on first use so that none stands in the repository."""

import json
import os
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes


def local_keys(path: Path) -> dict[str, str]:
    """The keys kept at `path`; made, readable by their owner alone, when the file is absent."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = {name: b64encode(token_bytes(32)).decode() for name in ("secret", "sealing", "index")}
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made))
        with suppress(FileExistsError):  # Another process was first: then its keys stand.
            os.link(draft, path)
        draft.unlink()
    keys: dict[str, str] = json.loads(path.read_text())
    return keys
