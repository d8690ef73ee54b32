"""Feeds: safe XML, and the dates people write in them."""
