"""Moments as people write them: `fri 20:00, sat 8pm`, in the time zone of a place."""
