"""Sphinx settings: Markdown pages, the API from docstrings, nothing from the network."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

from detente import __version__  # noqa: E402

project = "Détente"
author = "The Détente contributors"
project_copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.apidoc", "docstrings"]
exclude_patterns = ["_build", "_ext", "_api/modules.rst"]
suppress_warnings = ["ref.python"]  # two modules may have a class of one name
default_role = "code"  # docstrings write `names` as Markdown does

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

apidoc_modules = [
    {
        "path": "../src/detente",
        "destination": "_api",
        "exclude_patterns": ["**/__main__.py", "**/cli*", "**/migrations/**", "**/demo_data/**"],
        # A page for each of 700 modules, with all of the others beside it in the menu, took three
        # times as long to build.
        "separate_modules": False,
        "module_first": True,
        "include_private": False,
        "automodule_options": {"members"},
    }
]
# A package shows what is defined in it; what it passes on is shown where it is defined.
autodoc_default_options = {"ignore-module-all": True}
autodoc_member_order = "bysource"
toc_object_entries = False  # the menu names modules; each page has its classes and functions
autodoc_typehints_format = "short"

html_theme = "furo"
html_title = f"Détente {release}"
html_show_sourcelink = False
