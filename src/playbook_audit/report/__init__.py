"""From an assessment to a document: a neutral outline, and one file per format that draws it."""
