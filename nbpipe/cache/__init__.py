"""Taking an earlier result instead of running a step again.

- `code`: a step's code as it counts: its body and the parts of the setup that it uses, without comments and layout
- `imports`: versions of the packages, and content of the local modules, that code imports
- `files`: content of files, read again only where they changed
- `key`: everything that a result depends on, by component, and what differs between two of them
- `recall`: the result that may be taken, or why there is none
"""
