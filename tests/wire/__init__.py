"""A Discord on this machine, behind real HTTP and WebSocket: start with `tests.wire.bed.Wire`.

Nothing is imported here, so that `tests.wire.launch` starts a bot without loading the model of Discord.
"""
