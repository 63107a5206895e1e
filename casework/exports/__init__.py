"""The queue as a table: CSV or XLSX, made by managers, noted in the trail, without an identity number."""
