"""The command `dragoman`: thin skins over `flow`. One file a command, one a view."""
