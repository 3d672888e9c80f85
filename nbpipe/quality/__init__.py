"""Quality of data and of predictions: what a baseline says of them, and whether new ones still fit it.

- `statistics`: what a frame holds, close to the statistics.json of SageMaker's Model Monitor
- `constraints`: what is asked of a frame, suggested from its statistics: JSON that a person may edit
- `drift`: how far one distribution is from another
- `violations`: a frame held against a baseline
- `predictions`: metrics of predictions, their constraints, and whether they are kept
- `baseline`: what a baseline must look like, whoever wrote it
"""
