"""The keys of a binder: one random data key, and the slots any one of which opens it."""
