"""What the pages ask, and the answers: for the Jupyter server and the notebook widget alike. No web framework here.

- `router`: the table of routes, and `answer`
- `asked`: a request, its context, and which files it may name
- `executions` `cards` `graphs` `steps` `logs` `replay` `report`: executions and their steps
- `pipelines` `compare` `models` `lineage` `artifacts` `notebooks` `starting`: the other nouns
- `live`: what changed in a store since the last look, and the thread that looks
- `shapes`: the answers; the TypeScript of the front end is generated from it
"""
