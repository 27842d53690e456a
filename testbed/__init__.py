"""What tests and benchmarks need of the world: small or long, whole or damaged, always made by a script."""
