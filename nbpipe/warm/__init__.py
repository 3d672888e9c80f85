"""Warm step processes: a server that has imported what the notebook imports, and forks a child for each step.

- `shell`: IPython in process, with the outputs that a kernel would give
- `engine`: the papermill engine that runs a notebook in that shell
- `server`: the process that imports, and does nothing else, and forks
- `client`: finding or starting a server, and running jobs in it
- `preload`: what to import, found without running anything
- `later`: what not to import before it is called
"""
