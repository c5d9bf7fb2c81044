"""What this project adds to the validator for any MkDocs site: the build and the command hand it over."""

from __future__ import annotations

from essays.addition import Essays
from publish.constructs.addition import Rendering
from publish.drawings import DrawingRules
from publish.guard.rules import Guard
from publish.idle_settings import IdleSettingRules
from publish.kept_addresses import KeptAddresses
from publish.settings import SettingRules
from xref.additions import Additions

ADDITIONS: Additions = (Essays, Rendering, Guard, DrawingRules, KeptAddresses, SettingRules, IdleSettingRules)
RULES = tuple(rule for addition in ADDITIONS for rule in addition.rules)
"""Those that the additions bring along."""
