"""Rebuilt tables and prose to facts: numbers, units and scales, periods, labels and concepts."""
