"""Keep a copy of an Exchange Graph: all of it once, then what changes, and proof that nothing is missing.

    python examples/copy_the_graph.py http://127.0.0.1:8000 copy.json

Python alone is needed. The first run reads `/v1/export?records=all`; later runs read only `/v1/changes` after
the revision that the copy has reached. Each ends by comparing the content hash of the copy with that of the
service.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

Copy = dict[str, Any]
"""`live`: canonical JSON by id. `ended`: ["merged", into] or ["withdrawn", ""] by id. `revision` reached."""
ATTEMPTS = 5
SECONDS = 60
AT_ONCE = 65_536


def main(address: str, file: Path) -> None:
    """Bring the copy in `file` up to the present; a run that is stopped leaves the file as it was."""
    copy = json.loads(file.read_text("utf-8")) if file.exists() else take_all(address)
    for _ in range(ATTEMPTS):  # somebody may write between the last change and the hash
        follow(address, copy)
        expected = read(address, "/v1/stats")["content_hash"]
        if content_hash(copy) == expected:
            save(copy, file)
            print(f"{len(copy['live'])} records at revision {copy['revision']}, content {expected}")
            return
    sys.exit("the copy differs from the service: delete it and take all again")


def ask(address: str, path: str, **asked: Any) -> HTTPResponse:
    """The answer to a GET, still to be read; one that says no raises an error with its status."""
    answer: HTTPResponse = urlopen(f"{address}{path}?{urlencode(asked)}", timeout=SECONDS)  # noqa: S310
    return answer


def read(address: str, path: str, **asked: Any) -> Any:
    """The body of the answer to a GET."""
    with ask(address, path, **asked) as answer:
        return json.load(answer)


def take_all(address: str) -> Copy:
    """The whole graph. A line may already be newer than the revision; the changes after it repeat it."""
    copy: Copy = {"live": {}, "ended": {}, "revision": 0}
    with ask(address, "/v1/export", format="ndjson", records="all") as answer:
        copy["revision"] = int(answer.headers["X-Graph-Revision"])
        for line in lines(answer):
            record = json.loads(line)
            if record.get("op") == "tombstone":
                end(copy, record["id"], record["into"])
            else:
                put(copy, record["id"], line)
    return copy


def lines(answer: HTTPResponse) -> Iterator[str]:
    """The lines of a stream, parted at line feeds only; a stream that breaks off raises an error here."""
    rest = b""
    while piece := answer.read(AT_ONCE):
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.decode() for line in whole)


def follow(address: str, copy: Copy) -> None:
    """Every change after the revision of the copy, in order."""
    asked: dict[str, Any] = {"since": copy["revision"], "records": "true", "limit": 200}
    while True:
        page = read(address, "/v1/changes", **asked)
        for change in page["items"]:
            if change["op"] in ("merged", "withdrawn"):
                end(copy, change["id"], change["into"])
            elif change["record"] is not None:  # else a later line tells what became of it
                put(copy, change["id"], canonical(change["record"]))
            copy["revision"] = change["revision"]
        if page["page"]["next"] is None:
            return
        asked["cursor"] = page["page"]["next"]


def put(copy: Copy, record_id: str, text: str) -> None:
    """A record as it stands now; the same one twice is the same as once."""
    copy["live"][record_id] = text
    copy["ended"].pop(record_id, None)


def end(copy: Copy, record_id: str, into: str | None) -> None:
    """A record that was merged into another one, or withdrawn."""
    copy["live"].pop(record_id, None)
    copy["ended"][record_id] = ["merged", into] if into else ["withdrawn", ""]


def content_hash(copy: Copy) -> str:
    """SHA-256 over lines of JSON: [id, canonical record] of the living, then [id, state, into], by id."""
    sha = hashlib.sha256()
    for record_id in sorted(copy["live"]):
        sha.update(f"{canonical([record_id, copy['live'][record_id]])}\n".encode())
    for record_id in sorted(copy["ended"]):
        sha.update(f"{canonical([record_id, *copy['ended'][record_id]])}\n".encode())
    return sha.hexdigest()


def canonical(value: Any) -> str:
    """JSON with sorted keys, without spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def save(copy: Copy, file: Path) -> None:
    """Write the copy whole, or leave the file that was there."""
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(copy, ensure_ascii=False), "utf-8")
    draft.replace(file)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: copy_the_graph.py ADDRESS FILE")
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
