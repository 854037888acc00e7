#!/usr/bin/env python3
"""Writes zoneinfo.json: what Python's zoneinfo says of instants and walls in 2000-2037. Run: python3 test/core/zoneinfo/make.py

For each zone: the seconds at which its offset changes, and the answers for a row of questions that zoneinfo.test.ts makes anew from
the same generator, in order: RANDOM_EACH seeded seconds, then those around each change. `instants` are offsets (minutes) at these
seconds of UTC; `walls` are the offsets of the instants that Python (fold=0) takes these seconds for when they are shown on a wall.
Both are 16-bit little-endian, deflated, base64.
"""

import array
import base64
import json
import pathlib
import platform
import re
import sys
import zlib
import zoneinfo
from datetime import datetime, timedelta, timezone

FROM = int(datetime(2000, 1, 1, tzinfo=timezone.utc).timestamp())
UNTIL = int(datetime(2038, 1, 1, tzinfo=timezone.utc).timestamp())
RANDOM_EACH = 3200
SEED = 20261122
# Around a change on a wall: both sides of it, and inside what is skipped or repeated, as the longest is a day.
AROUND = [-86400, -5400, -3600, -1800, -1200, -900, -60, -1, 0, 1, 60, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 43200, 86400]
ZONES = """
Africa/Cairo Africa/Casablanca Africa/Juba America/Asuncion America/Caracas America/Havana America/Los_Angeles America/New_York
America/Nuuk America/Sao_Paulo America/St_Johns Antarctica/Casey Antarctica/Troll Asia/Amman Asia/Gaza Asia/Kathmandu Asia/Kolkata
Asia/Manila Asia/Pyongyang Asia/Tehran Asia/Tokyo Australia/Eucla Australia/Lord_Howe Australia/Sydney Europe/Berlin Europe/Dublin
Europe/Istanbul Europe/London Europe/Moscow Europe/Volgograd Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Fiji UTC
""".split()
EPOCH = datetime(1970, 1, 1)


def offset_at(zone, second):
    """Seconds to add to UTC."""
    return int(datetime.fromtimestamp(second, zone).utcoffset().total_seconds())


def offset_on_wall(zone, second):
    """Of the instant that this wall time means; the first of two, and the offset before a gap."""
    wall = (EPOCH + timedelta(seconds=second)).replace(tzinfo=zone, fold=0)
    return int(wall.utcoffset().total_seconds())


def changes_of(zone):
    found = []
    step = 3 * 3600
    for second in range(FROM, UNTIL, step):
        low, high = second, second + step
        if offset_at(zone, low) == offset_at(zone, high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if offset_at(zone, middle) == offset_at(zone, low):
                low = middle
            else:
                high = middle
        found.append(high)
    return found


def random_seconds(seed):
    state = seed
    for _ in range(RANDOM_EACH):
        state = (state * 1664525 + 1013904223) % 2**32
        yield FROM + state % (UNTIL - FROM)


def packed(offsets):
    assert all(offset % 60 == 0 for offset in offsets)
    minutes = array.array("h", (offset // 60 for offset in offsets))
    if sys.byteorder == "big":
        minutes.byteswap()
    return base64.b64encode(zlib.compress(minutes.tobytes(), 9)).decode()


def tzdata_version():
    for folder in zoneinfo.TZPATH:
        path = pathlib.Path(folder, "tzdata.zi")
        if path.exists():
            return re.search(r"version (\S+)", path.read_text()).group(1)
    import tzdata

    return tzdata.IANA_VERSION


def table():
    zones = []
    for index, name in enumerate(ZONES):
        zone = zoneinfo.ZoneInfo(name)
        changes = changes_of(zone)
        seconds = list(random_seconds(SEED + index))
        # A change is asked for on the wall that shows it, before it happens.
        near = [(at + delta, at - 1) for at in changes for delta in AROUND]
        instants = [offset_at(zone, second) for second in seconds + [second for second, _ in near]]
        walls = seconds + [second + offset_at(zone, before) for second, before in near]
        zones.append(
            {
                "zone": name,
                "changes": changes,
                "before": [offset_at(zone, at - 1) // 60 for at in changes],
                "instants": packed(instants),
                "walls": packed([offset_on_wall(zone, second) for second in walls]),
            }
        )
    return {
        "python": platform.python_version(),
        "tzdata": tzdata_version(),
        "from": FROM,
        "until": UNTIL,
        "randomEach": RANDOM_EACH,
        "seed": SEED,
        "around": AROUND,
        "zones": zones,
    }


pathlib.Path(__file__).with_name("zoneinfo.json").write_text(json.dumps(table(), separators=(",", ":")).replace('{"zone"', '\n{"zone"') + "\n")
