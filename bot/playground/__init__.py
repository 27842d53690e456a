"""The bot in a simulated Discord with a chat page on this machine: no token, no network.

Start with `bot.playground.opening.playground`. SimCord, which is an extra, is imported when one is opened.
"""
