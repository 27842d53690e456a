"""What stands before an item where people list things a line each: dashes, dots, numbers, boxes to tick."""

from __future__ import annotations

import re

BULLET = re.compile(
    r"\s*(?:>\s*)*(?:[-*•‣◦·–—+]\s+|\[[ xX✓]?\]\s*|[☐☑✅✔️]+\s*|#\d{1,3}\s+|\(?\d{1,3}[.)]\s+)*"
)
