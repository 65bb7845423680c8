"""`python -m sim.analysis.backcast`: make the shipped scores again."""

from sim.analysis.backcast.shipped import main

if __name__ == "__main__":
    main()
