"""How it looks. The only package that knows Qt."""
