"""What stands behind the Makefile. Only `environment`, `debian` and `run_site` run before anything is installed."""
