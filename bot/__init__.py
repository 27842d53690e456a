"""Plugs the rooms together: settings, services, the bot itself and the playground."""
