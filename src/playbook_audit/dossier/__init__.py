"""One collectivité's file: reads it, checks it, and writes the empty one."""
