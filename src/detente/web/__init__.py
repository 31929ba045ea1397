"""The workbench: the record in a browser, on this machine. `app.make_app` makes it.

Pages ask the record and the views; there is no analysis here. Every page has a twin in JSON at
the same address with `.json` after it. Installed with the extra `web`.
"""
