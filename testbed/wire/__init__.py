"""A Discord on this machine, behind real HTTP and WebSocket: start with `testbed.wire.bed.Wire`.

Nothing is imported here, so that `testbed.wire.launch` starts a bot without loading the model of Discord.
"""
