"""Preview: a project is built whenever something is saved, and the open page follows."""
