r"""A formula in LaTeX that cannot be turned into MathML, or display math within a line.

## Why

Formulas are converted when the site is built; what cannot be converted would reach the reader as LaTeX.

## Wrong

```markdown
The bound is $\fraction{1}{2}$.
```

## Right

```markdown
The bound is $\frac{1}{2}$.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.render.math import MathError, to_mathml


@in_each_page
def bad_math(page: Page) -> Iterator[Fault]:
    """A formula in LaTeX that cannot be turned into MathML, or display math within a line."""
    for math in page.body.math:
        before = page.source.lines[math.span.line - 1][: math.span.column - 1]
        if math.display and before.strip(" >*-"):
            yield Fault(page.path, math.span, "display math stands on a line of its own; within a line write $…$")
            continue
        try:
            to_mathml(math.text, math.display)
        except MathError as error:
            yield Fault(page.path, math.span, f"this formula cannot be read as LaTeX: {error}")
