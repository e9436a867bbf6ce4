"""A whole sync server by public/sync-contract.md: the proof that one is written in an afternoon.
`backend.py FILE PORT TOKEN …` serves the workspace in FILE to whoever has one of the tokens.
"""

import hmac
import json
import re
import sqlite3
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

AHEAD, LONGEST = 5 * 60 * 1000, 4 << 20
STAMP, KEY = re.compile(r"[0-9a-f]{32}"), re.compile(r"\d+(/[0-9a-f]{16}|~\d+)?")


class Refused(Exception):
    """The whole request is not answered; carries the status."""


class Workspace:
    def __init__(self, path, epoch=None):
        self.lock = Lock()
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.db.executescript("""
            create table if not exists about (epoch text, seq integer, floor integer, set_back text);
            create table if not exists rows (id text primary key, seq integer unique, row text, gone text);""")
        if not self.one("select 1 from about"):
            self.db.execute("insert into about values (?, 0, 0, ?)", (epoch or str(uuid.uuid4()), "0" * 32))

    def one(self, query, *values):
        return self.db.execute(query, values).fetchone()

    def answer(self, call, ask, now):
        with self.lock, self.db:
            self.db.execute("begin immediate")
            if ask.get("p") != 1:
                raise Refused(426)
            return {"now": now, **(self.pull(ask) if call == "pull" else self.push(ask, now))}

    def pull(self, ask):
        epoch, seq, floor = self.one("select epoch, seq, floor from about")
        of, start = ask["cursor"].rsplit(".", 1) if ask.get("cursor") else (epoch, "0")
        reset = "restore" if of.split(".")[0] != epoch else "gc" if ask.get("cursor") and int(start) < floor else None
        start = 0 if reset else int(start)
        limit = max(1, min(int(ask["limit"]), 1000))
        found = self.db.execute("select seq, row, gone from rows where seq > ? order by seq limit ?",
                                (start, limit + 1)).fetchall()
        more = len(found) > limit
        # Who asks from the beginning has nothing that could be taken away.
        rows = [json.loads(row) for _, row, gone in found[:limit] if start or not gone]
        reply = {"epoch": epoch, "cursor": f"{epoch}.0.{found[limit - 1][0] if more else seq}", "more": more}
        return {**reply, "rows": rows, **({"reset": reset} if reset else {})}

    def push(self, ask, now):
        epoch, = self.one("select epoch from about")
        if ask["epoch"] != epoch:
            raise Refused(409)
        return {"epoch": epoch, "res": [self.take(row, now) for row in ask["rows"]]}

    def take(self, row, now):
        if values_of(row) is None:
            return {"err": "invalid"}
        values, gone = sent = self.set_back(*values_of(row), now)
        known = self.one("select row from rows where id = ?", row["id"])
        if known is None and not row.get("new"):
            return {"ok": 1} if gone else {"err": "unknown"}
        here = values_of(json.loads(known[0])) if known else ({}, None)
        merged, is_gone = dict(here[0]), max(filter(None, [here[1], gone]), default=None)
        for key, (stamp, value) in values.items():
            if key not in merged or merged[key][0] < stamp:
                merged[key] = (stamp, value)
        merged = {} if is_gone else merged
        whole = row_of(row, merged, is_gone)
        if known is None or (merged, is_gone) != here:
            self.db.execute("update about set seq = seq + 1")
            self.db.execute("insert or replace into rows values (?, (select seq from about), ?, ?)",
                            (row["id"], json.dumps(whole), is_gone))
        is_as_sent = is_gone == gone and all(merged.get(key) == value for key, value in values.items())
        if is_as_sent and sent == values_of(row):
            return {"ok": 1}
        return {"ok": 1, "row": whole if known else {**whole, "new": True}}

    def set_back(self, values, gone, now):
        """Sets stamps of a clock that is ahead back to now, in their order."""
        back = {}
        for stamp in sorted({gone or "", *(stamp for stamp, _ in values.values())}):
            if stamp and int(stamp[:12], 16) > now + AHEAD:
                last, = self.one("select set_back from about")
                # The counter stands below the milliseconds and carries into them.
                time_of = max(now << 16, int(last[:16], 16) + 1)
                back[stamp] = f"{time_of:016x}{stamp[16:]}"
                self.db.execute("update about set set_back = ?", (back[stamp],))
        return {key: (back.get(stamp, stamp), value) for key, (stamp, value) in values.items()}, back.get(gone, gone)


def values_of(row):
    """Returns the values by key with their stamps, and when the record was deleted for ever."""
    stamps, gone = row.get("s", {}), row.get("gone")
    values = {key: (stamps.get(key, row.get("r")), value) for key, value in row.get("f", {}).items()}
    stamps = [stamp for stamp, _ in values.values()] + ([gone] if gone else [])
    is_right = all(isinstance(stamp, str) and STAMP.fullmatch(stamp) for stamp in stamps)
    return (values, gone) if is_right and all(map(KEY.fullmatch, values)) else None


def row_of(row, values, gone):
    stamps = [stamp for stamp, _ in values.values()]
    usual = max(stamps, key=lambda stamp: (stamps.count(stamp), stamp), default=None)
    whole = {"t": row["t"], "id": row["id"], "gone": gone, "r": usual,
             "f": {key: value for key, (_, value) in values.items()},
             "s": {key: stamp for key, (stamp, _) in values.items() if stamp != usual}}
    return {key: value for key, value in whole.items() if value}


class Handler(BaseHTTPRequestHandler):
    def reply(self, code, body=None):
        self.send_response(code)
        for name, value in [("Origin", "*"), ("Headers", "authorization, content-type")]:
            self.send_header("Access-Control-Allow-" + name, value)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"" if body is None else json.dumps(body).encode())

    def do_OPTIONS(self):
        self.reply(204)

    def do_POST(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        length, call = int(self.headers.get("Content-Length") or 0), self.path.rsplit("/", 1)[-1]
        if not any(hmac.compare_digest(known, token) for known in self.server.tokens):
            return self.reply(401)
        if call not in ("pull", "push") or length > LONGEST:
            return self.reply(413 if length > LONGEST else 404)
        try:
            ask = json.loads(self.rfile.read(length))
            self.reply(200, self.server.workspace.answer(call, ask, int(time.time() * 1000)))
        except Refused as refused:
            self.reply(refused.args[0])
        except (KeyError, TypeError, ValueError, AttributeError):
            self.reply(400)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Handler)
    server.workspace, server.tokens = Workspace(sys.argv[1]), sys.argv[3:]
    server.serve_forever()
