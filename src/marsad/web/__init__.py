"""HTTP API and pages: the observatory in a browser, in Arabic and in English."""
