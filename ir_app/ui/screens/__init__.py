"""One module for each screen; each paints one page and calls actions through the desk's loop."""
