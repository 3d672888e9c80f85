"""A real JupyterLab and a real browser."""
