"""Feed one door until the time is over, in a process of its own with little memory, and say what came of it.

    python tests/fuzz/child.py TARGET FIRST SECONDS FOLDER

FIRST is the number of the first input; with 0 SECONDS it is the only one. The number of the input that is being fed
stands in FOLDER/number, so that a crash, too, has a name. The last line on stdout is JSON: how many were fed, how many
of them were refused, and the finding, if there was one.
"""

import contextlib
import faulthandler
import gc
import json
import resource
import sys
import time
import traceback
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "local" / "render"), str(HERE.parent)]

from mutation import mutated  # noqa: E402
from targets import TARGETS, WORDS  # noqa: E402

from imgfree.errors import ImgfreeError  # noqa: E402

MEMORY_BYTES = 3 << 30  # address space, of which libraries and their threads take 1 to 2 before the first input
FILE_BYTES = 64 << 20
CPU_S = 10


def limit_cpu() -> None:
    """Let the next input have its seconds, and end this process after them, wherever it is."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_S, resource.RLIM_INFINITY))


def main() -> None:
    """Feed until the end."""
    name, first, seconds, folder = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4])
    faulthandler.enable()
    warnings.simplefilter("ignore")
    target = TARGETS[name]
    samples, words = target.samples(), WORDS[name].encode().split()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    began_s, number, refused, finding = time.monotonic(), first, 0, None
    while finding is None and (number == first or time.monotonic() - began_s < seconds):
        (folder / "number").write_text(str(number))
        data = mutated(number, samples, words)
        limit_cpu()
        try:
            target.feed(data, folder)
        except ImgfreeError as error:
            refused += 1
            if not 1 <= error.exit_code <= 6:
                finding = f"ends with {error.exit_code}: {error.message}"
        except BaseException:
            finding = traceback.format_exc()[-6000:]
        if finding is not None:
            with contextlib.suppress(OSError):
                (folder / "input").write_bytes(data)
        number += 1
        if number % 50 == 0:
            gc.collect()
    print(json.dumps({"fed": number - first, "refused": refused, "number": number - 1, "finding": finding}))


if __name__ == "__main__":
    main()
