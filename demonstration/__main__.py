"""Makes the demonstration's files out of what is written by hand in this folder.

python -m demonstration               write transcripts/ and the simulated answers in surveys/
python -m demonstration check [R07 …]  say what is wrong with the marked interviews
"""

from __future__ import annotations

import sys

from demonstration import check, published
from demonstration.make import make

if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        sys.exit(check.main(sys.argv[2:]))
    if sys.argv[1:2] == ["cells"]:
        sys.exit(published.main(sys.argv[2]))
    make()
