"""What a model's predictions rest on.

- `models`: the number that a model gives for a row, whatever made the model
- `shapley`: how much each feature adds to it (SHAP)
- `dependence`: the mean of it over one feature (partial dependence)
- `ranking`: whether the features matter in the same order as before
"""
