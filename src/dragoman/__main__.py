"""Runs the command without the script: `python -m dragoman read report.txt`."""

from dragoman.cli.main import main

if __name__ == "__main__":
    main()
