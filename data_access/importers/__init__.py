"""Readers of others' files, and their way into the store."""

from data_access.importers.importing import ImportReport, Progress, import_recommendations
from data_access.importers.source_records import ImportRefused, Rejection

__all__ = ["ImportRefused", "ImportReport", "Progress", "Rejection", "import_recommendations"]
