"""The vocabulary that every stage reads with: numbers, markup, periods, units. Knows words, not documents."""
