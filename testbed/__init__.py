"""What tests and benchmarks need: a Discord on this machine, a browser, dumps whole and damaged."""
