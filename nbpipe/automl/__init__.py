"""Searching for the best pipeline.

The rooms: `search` (FLAML: which settings of which learners are tried), `preparing` (the rows as numbers).
"""
