"""The version of the product, as it is written into every result; the package takes it from here."""

__version__ = "1.0.0"
