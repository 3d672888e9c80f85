"""The panel in a cell's output: it shows the store, and lives as long as the kernel.

- `service`: answers its messages from threads, and pushes to it what changes
- `panel`: the widget itself, for hosts with anywidget
- `static`: its front end, built from `labextension/src/widget.tsx`
"""
