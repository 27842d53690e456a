"""What tests and benchmarks need of the world: a Discord on this machine, a browser, dumps whole or damaged."""
