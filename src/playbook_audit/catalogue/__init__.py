"""The catalogue: finds, reads, checks and documents questions/ and scoring/."""
