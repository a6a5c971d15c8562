"""A part of history.mjs: one `dbt snapshot` of the project in the folder given, and what it took as the last line.

`inside` is the snapshot alone, from its start to its end; `whole` is the process, with the reading of the project.
"""
import json
import resource
import sys
import time

from dbt.cli.main import dbtRunner


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    marks = {}

    def note(event) -> None:
        if event.info.name in ("NodeStart", "NodeFinished"):
            marks[event.info.name] = (time.perf_counter(), processor())

    began = time.perf_counter()
    folder = sys.argv[1]
    result = dbtRunner(callbacks=[note]).invoke(["--quiet", "snapshot", "--project-dir", folder, "--profiles-dir", folder])
    if not result.success:
        sys.exit(f"dbt: {result.exception or [each.message for each in result.result]}")
    inside = [after - before for before, after in zip(marks["NodeStart"], marks["NodeFinished"])]
    print(
        json.dumps(
            {
                "inside": dict(zip(("seconds", "processor"), inside)),
                "whole": {"seconds": time.perf_counter() - began, "processor": processor()},
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


# dbt starts a process that reads this file again.
if __name__ == "__main__":
    main()
