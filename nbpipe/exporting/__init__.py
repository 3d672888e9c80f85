"""A model version as something that lives without nbpipe: one zip file, or a folder that MLflow loads.

- `model_file`: the model in the format of its own library, and what is needed to read it
- `loader`: the small program in the export that gives the model back
- `code`: the notebook and a plain program, from the definition that was run
- `about`: signature, requirements, lineage, card
- `bundle`: the zip, and whether one is what it says
- `mlflow_folder`: the folder
"""
