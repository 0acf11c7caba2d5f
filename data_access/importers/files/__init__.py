"""Others' files as files: tables, workbooks, CSV in every dialect, exports record by record."""
