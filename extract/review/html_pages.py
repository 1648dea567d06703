"""Data to HTML: templates with everything escaped, script and style within the page, a policy that allows no more.

The policy names the one style and the one script by their hashes: nothing else runs, nothing is fetched but pictures
beside the page, nothing leaves it. Data stands in the page as JSON in which no character can end the element.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import Any

import jinja2
import msgspec

from extract.lex.harmless import harmless, harmless_json

# What could end a <script> or begin a comment in one.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def data_to_json(value: object) -> str:
    """JSON that can stand in an element of a page, whatever its texts say.

    >>> data_to_json({"a": "</script><!--\\u2028"})
    '{"a":"\\\\u003c/script\\\\u003e\\\\u003c!--\\\\u2028"}'
    """
    return harmless_json(msgspec.json.encode(value).decode()).translate(_UNSAFE)


def page_to_html(template: str, /, **given: Any) -> str:
    """A page by the name of its template, style and script: `document` or `index`."""
    style = _asset("review.css")
    script = _asset("common.js") + _asset(f"{template}.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src 'self' file: data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _templates().get_template(f"{template}.html").render(style=style, script=script, policy=policy, **given)


@functools.cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: harmless(str(text), lines=True)
    return environment


@functools.cache
def _asset(name: str) -> str:
    return (resources.files("extract.review") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
