"""Bias metrics of labels and predictions between facet a (advantaged) and facet d (disadvantaged).

Names and formulas are those that AWS publishes for SageMaker Clarify, in its developer guide ("Pre-training Bias Metrics",
"Post-training Data and Model Bias Metrics") and its library smclarify. n is a number of rows, n⁽¹⁾ of them with the
favorable outcome and n⁽⁰⁾ without, n′ the same of predictions; the index tells the facet.

- `facets`: which rows are facet d
- `labels`: metrics of the labels, before training
- `outcomes`: metrics of labels and predictions, after training
- `fliptest`: what the nearest of the other facet were given
- `metrics`: their names, what each says, and the value that means no bias
- `measure`: all of them for a frame
- `bounds`: how far they may move from a baseline
"""
