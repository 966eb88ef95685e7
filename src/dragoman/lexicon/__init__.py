"""Tables as data: what words mean to this project. Every table has one file and one loader."""
