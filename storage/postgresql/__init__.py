"""PostgreSQL: a server that many processes share; asyncpg is imported when one is opened, not before."""
