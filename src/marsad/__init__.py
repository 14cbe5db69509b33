"""marsad (مرصد): an open observatory of armed conflict."""

__version__ = "0.1.0"
