"""How the reading heads are made: a branch on the language encoder, trained on the project's own labels."""
