"""`python -m iop_curriculum` is the command `iop-curriculum`."""

from iop_curriculum.cli import main

if __name__ == "__main__":
    main()
