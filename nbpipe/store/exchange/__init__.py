"""Executions and model versions as one file, and from such a file into another store.

The file is a zip: `manifest.json` with the name and the version of the format, what is in it, and size and SHA-256 of
each other member; `tables/NAME.jsonl` with a row a line; `blobs/ab/…` with the content of artifacts, named as in the
artifact store; `attempts/EXECUTION/STEP/NUMBER/` with what each attempt printed.

Nothing in it is ever unpickled by taking it in. To load an artifact later is another matter: a pickle runs code, so take
in only what comes from people whose notebooks you would run.
"""

from nbpipe.store.exchange.archive import FORMAT, VERSION, Archive
from nbpipe.store.exchange.merge import Imported, unpack
from nbpipe.store.exchange.pack import Exported, pack

__all__ = ["FORMAT", "VERSION", "Archive", "Exported", "Imported", "pack", "unpack"]
