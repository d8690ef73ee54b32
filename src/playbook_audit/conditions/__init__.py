"""The condition language: truth values with witnesses, compilation to closures, static checks."""
