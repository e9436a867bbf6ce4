"""Lets the backend in Python answer the golden exchange, and says what differs."""

import json
import sys

from backend import Refused, Workspace

workspace, wrong = Workspace(":memory:", "e1"), 0
with open(sys.argv[1], encoding="utf-8") as exchange:
    steps = json.load(exchange)
for step in steps:
    try:
        answer = workspace.answer(step["call"], step["ask"], 1_790_000_000_000)
    except Refused as refused:
        answer = {"code": refused.args[0]}
    if answer != step["answer"]:
        wrong += 1
        print(f"{step['about']}:\n  {answer}\n  expected {step['answer']}")
print(f"the backend in Python answers {len(steps) - wrong} of {len(steps)} calls as the golden exchange")
sys.exit(wrong > 0 or not steps)
