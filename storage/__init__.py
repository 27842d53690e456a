"""What people leave with the bot, in SQL. Knows neither Discord nor models."""
