"""Events: claims that tell one happening, fused; independent voices counted; ranges, grades, contradictions."""

from marsad.events.fuse import Change, Fusion, fuse, group_keys
from marsad.events.readers import Ruling
from marsad.events.world import ActorBook, PlaceBook, ReportInfo

__all__ = ["ActorBook", "Change", "Fusion", "PlaceBook", "ReportInfo", "Ruling", "fuse", "group_keys"]
