"""The command door: what `./pabolo VERB` does. For people who install, run and develop."""
