"""推送、事前询问、申请放行、读判定。 Pushes, asks before an act, asks to let a stopped act pass, reads verdicts.

Python 3.9 or later and nothing else: HENGJIAN_URL=… HENGJIAN_KEY=… python3 hengjian.py
"""
import json
import os
import random
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["HENGJIAN_URL"].rstrip("/")
KEY = os.environ["HENGJIAN_KEY"]
LATER = {408, 425, 429, 500, 502, 503, 504}


class Refused(Exception):
    """Hengjian answered with a problem document."""

    def __init__(self, status, problem):
        super().__init__(f"{problem.get('code', '')} {problem.get('title', '')} {problem.get('remedy', '')}")
        self.status = status
        self.problem = problem


class Unreachable(Exception):
    """No answer that could be read."""


def ask(method, target, body=None, timeout=30, attempts=5):
    """One request. What did not arrive is sent again with the same content; what was refused is not."""
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8")
    for attempt in range(1, attempts + 1):
        request = urllib.request.Request(URL + target, data=data, method=method)
        request.add_header("Authorization", f"Bearer {KEY}")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            try:
                problem = json.load(error)
            except ValueError:
                problem = {}
            if error.code not in LATER:
                raise Refused(error.code, problem) from error
            cause = error
        except (OSError, ValueError) as error:
            cause = error
        if attempt < attempts:
            time.sleep(min(30, 0.5 * 2 ** (attempt - 1)) * random.uniform(0.5, 1))
    raise Unreachable(str(cause))


def push(events):
    """Each event is answered; one that is refused alone comes as a problem with the same results."""
    try:
        return ask("POST", "/api/v1/events", events)
    except Refused as refused:
        if "results" in refused.problem:
            return refused.problem
        raise


def may_proceed(act, if_unreachable):
    """May the act be done? `if_unreachable` ("open" or "closed") is for the agency to decide, act by act."""
    try:
        answer = ask("POST", "/api/v1/precheck", act, timeout=2, attempts=1)
    except Unreachable:
        return if_unreachable == "open", None
    return answer["decision"] != "deny", answer


def main():
    chain = sys.argv[1] if len(sys.argv) > 1 else f"EXAMPLE-py-{int(time.time())}"
    officer = {"id": "ga220104-1003", "name": "公孙衍", "org": "220104000000", "level": "办案部门负责人"}
    event = {"id": f"{chain}-1", "source": "example", "chain": chain, "subject": "S1", "node": "P02-N08", "at": "2026-03-01T09:00:00+08:00", "actor": officer}
    answer = push([event])
    print(f"push accepted={answer['accepted']} duplicate={answer['duplicate']} rejected={answer['rejected']}")

    act = {"chain": chain, "subject": "S1", "node": "P04-N01", "actor": officer, "attrs": {"act": "批准"}}
    allowed, heard = may_proceed(act, if_unreachable="closed")
    print(f"precheck {heard['decision'] if heard else 'unreachable'}")

    if not allowed and heard:
        override = ask("POST", "/api/v1/overrides", {"event": act, "reason": "示例：负责人在外地，电话已经同意"})
        print(f"override {override['state']} {override['id']}")

    ask("GET", "/api/v1/verdicts?" + urllib.parse.urlencode({"chain": chain}))
    print("verdicts 200")


if __name__ == "__main__":
    main()
