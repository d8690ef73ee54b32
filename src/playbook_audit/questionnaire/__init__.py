"""Which questions apply to an audit, and what an answer is worth once they do."""
