"""Questions in SQL that the pages show and a test asks."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "Revenue by period, only what can be trusted",
        """SELECT d.issuer, f.period_start, f.period_end, f.value, f.unit, f.document, f.line, f.page
FROM facts f JOIN documents d USING (document)
WHERE f.concept = 'Revenues' AND f.trusted
ORDER BY d.issuer, f.period_end, f.period_start""",
    ),
    (
        "What needs a person first",
        """SELECT document, doubts, count(*) AS figures
FROM facts WHERE NOT trusted AND status <> 'nil'
GROUP BY document, doubts ORDER BY figures DESC, document, doubts""",
    ),
    (
        "Every figure that was repaired, with the identities that prove it",
        """SELECT f.document, f.label, f.printed, f.value, c.identity, c.explanation
FROM facts f
JOIN terms t ON t.document = f.document AND t.fact_id = f.fact_id AND t.proves
JOIN checks c ON c.document = t.document AND c.check_id = t.check_id
WHERE f.status = 'repaired' ORDER BY f.document, f.position, c.check_id""",
    ),
    (
        "Where the unit of a figure was read",
        """SELECT f.document, f.label, f.printed, f.unit, g.rank, g.printed AS unit_printed, g.line, g.page
FROM facts f JOIN grounds g USING (document, fact_id)
WHERE g.aspect = 'unit' ORDER BY f.document, f.position LIMIT 100""",
    ),
    (
        "The same figure in several documents",
        """SELECT concept, period_start, period_end, unit, count(DISTINCT document) AS documents,
       count(DISTINCT value) AS readings, min(value) AS lowest, max(value) AS highest
FROM facts WHERE trusted AND concept IS NOT NULL AND period_end IS NOT NULL
  AND (document, fact_id) NOT IN (SELECT (document, fact_id) FROM dimensions)
GROUP BY ALL HAVING count(DISTINCT document) > 1
ORDER BY concept, period_end, period_start, unit""",
    ),
)
