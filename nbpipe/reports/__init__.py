"""What the checks show to people: one HTML text that needs nothing else, and figures.

Colors are those of the text around, so that it can be read on light and on dark ground.
"""
