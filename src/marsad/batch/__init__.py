"""The same stages over an archive: local processes that may die without loss, or a distributed engine over Parquet."""
