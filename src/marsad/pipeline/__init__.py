"""The steps of a run, named in one place."""

from marsad.pipeline.run import STEPS, Summary, run

__all__ = ["STEPS", "Summary", "run"]
