"""Voting: lobbying, leanings on country texts and themes, the vote and what is remembered."""
