"""Ratings and watchlists from elsewhere: the exports of Letterboxd and IMDb, read as verdicts on films.

`unpack` opens the file, `tables` reads what is in it, `verdicts` makes likes and dislikes of stars, and
`plan` finds the films. Nothing is kept here.
"""
