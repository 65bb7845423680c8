"""Votes of the past predicted from what was known before them, and how well.

`china` votes again on the motions on China and needs no data; `windows`, `rivals`, `scoring`,
`ablation` and `whole` predict every recorded text of three windows from the public roll calls.
"""

from sim.analysis.backcast.china import STANCES, TARGET, Motion, Replay, motions, replay
from sim.analysis.ballot import cut_off

__all__ = ["STANCES", "TARGET", "Motion", "Replay", "cut_off", "motions", "replay"]
