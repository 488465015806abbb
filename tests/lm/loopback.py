"""A small server process: OpenAI's chat protocol on the loopback, answered by a model of `local/`.

The first part of the path says how much of the protocol it takes, as servers differ in that:
`/full/v1` holds to a JSON schema, `/object/v1` refuses one but takes `json_object`, `/words/v1`
refuses both, `/deaf/v1` takes everything and ignores the form.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from neurosym.faults import FaultError
from neurosym.lm.base import Message
from neurosym.lm.local import Local

TAKES = {
    "full": {"json_schema", "json_object"},
    "object": {"json_object"},
    "words": set(),
    "deaf": {"json_schema", "json_object"},
}


def complete(lm: Local, manner: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Answer one request with a status and a body."""
    form = body.get("response_format")
    if form and form["type"] not in TAKES[manner]:
        return 400, {"error": {"message": f"response_format {form['type']} is not supported"}}
    schema = None
    if manner == "full" and form and form["type"] == "json_schema":
        schema = form["json_schema"]["schema"]
    messages = [Message(turn["role"], turn["content"]) for turn in body["messages"]]
    try:
        reply = lm.reply(
            messages,
            schema=schema,
            max_tokens=body["max_tokens"],
            temperature=body["temperature"],
            seed=body["seed"],
        )
    except FaultError as error:
        return 400, {"error": {"message": str(error), "code": error.faults[0].code}}
    message = {"role": "assistant", "content": reply.text}
    usage = {"prompt_tokens": reply.tokens_in, "completion_tokens": reply.tokens_out}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    return 200, {"object": "chat.completion", "choices": [choice], "usage": usage}


def main(model: str, port: int) -> None:
    """Serve for ever."""
    lm = Local(model)
    lm.reply([Message("user", "warm up")], max_tokens=1)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, {"data": [{"id": "tiny", "object": "model"}], "object": "list"})

        def do_POST(self) -> None:
            manner = self.path.split("/")[1]
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if body["model"] != "tiny":
                missing = {"message": "no such model", "code": "model_not_found"}
                self._send(404, {"error": missing})
            else:
                self._send(*complete(lm, manner, body))

        def _send(self, status: int, value: dict[str, Any]) -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
