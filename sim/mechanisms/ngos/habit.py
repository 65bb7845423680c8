"""What NGOs do beyond habit, which the record already holds. Not a mechanism."""

from sim.ngos import ACTIONS
from sim.setting import Floats, Now
from sim.world import World


def beyond_habit(world: World, now: Now, action: str) -> Floats:
    """What NGOs spend on an action beyond habit this quarter (R, 1), in shares of what they do by
    habit. Raises ValueError on an unknown action."""
    return world.doing(action) / now.setting.ngos.habit(action) - 1.0


def year_beyond_habit(world: World, now: Now, action: str) -> Floats:
    """The same (R, 1) over the last year."""
    spent = world.year_of_actions[:, ACTIONS.index(action)].sum(axis=1, keepdims=True) / 4.0
    return spent / now.setting.ngos.habit(action) - 1.0
