"""From answers to risks and benefits; pure, with the date as an argument."""
