"""Training: annotated reports -> the weights that the package ships."""
