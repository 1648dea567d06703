"""A comparison as one HTML page that needs nothing else."""

from __future__ import annotations

from extract.compare.folders import Comparison, counts_of, told_in_a_line
from extract.compare.screen import is_told
from extract.lex.harmless import harmless


def comparison_to_html(found: Comparison) -> str:
    """A page of all differences: those of facts, problems and the document in sight, what follows from them folded.

    Text of a document is escaped, and what would act on a reader's eyes (bidi overrides, controls) is made visible.
    """
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("extract.compare", ""), autoescape=True, trim_blocks=True)
    environment.filters["harmless"] = lambda text: harmless(text) if text else "nothing"
    return environment.get_template("page.html").render(
        before=found.before,
        after=found.after,
        told=told_in_a_line(counts_of(found.documents)),
        documents=[
            {
                "name": each.name,
                "state": each.state,
                "facts": each.facts,
                "told": [one for one in each.differences if is_told(one)],
                "follows": [one for one in each.differences if not is_told(one)],
            }
            for each in found.documents
            if each.state != "same"
        ],
    )
