"""Words for people: each module answers one topic's commands."""
