"""The front door: `python run.py COMMAND`, see `python run.py --help`."""

if __name__ == "__main__":
    from sim.cli import main

    main()
