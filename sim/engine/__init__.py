"""What turns rules into runs: addressed random numbers, declared parameters, the loop over time,
and ensembles over workers. Nothing here knows what a state or a vote is."""
