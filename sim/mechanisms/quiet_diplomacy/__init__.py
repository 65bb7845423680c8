"""The bilateral channel: trade leverage, private talk, human-rights dialogues, lists of prisoners,
concessions, and what affronts cost."""
