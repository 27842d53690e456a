"""Titles as people write them: a title names one film or several, or none that is here; nothing is guessed.

`spelling` says which spellings are of one title, `numbers` which numbers are the same, `title_keys` which
films have a title, `reading` which title and year a text can stand for, `aliases` what else films are called,
`search` which films that names, and `written` parts a list of titles as people write one.
"""
