"""Running again what made a model version, and saying what is as it was.

The run happens in a scratch store, not in the one that holds the model. There it sees what the first run saw (what is
learned about the code, the registry and earlier results as of its start), its Register step enters nothing here, `latest`
and `@champion` stay what they are, and no later run takes a result from it. What is left of it is the certificate.

- `recorded`: what an execution was: code, parameters, values, files, environment
- `files`: whether the files that its steps read are still what they were, and laying out kept copies
- `compared`: two executions beside each other, by digest, and by value where bytes cannot agree
- `reasons`: what the differences may come from
- `certificate`: all of that as JSON, and whether such a file is what it says
- `rebuilt`: the recorded environment, built with uv
- `again`: the run itself
- `under_way`: who does that just now, and how it ended where there is no certificate
"""
