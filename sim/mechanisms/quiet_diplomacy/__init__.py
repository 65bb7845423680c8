"""The bilateral channel: trade leverage and human-rights dialogues."""
