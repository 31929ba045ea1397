"""Speed and memory, as ratios in one run: `python -m bench` prints them and fills the docs."""
