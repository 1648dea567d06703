"""Documents with known numbers, printed as PDF releases, decks and charts: `python -m tests.bench.printed`."""
