"""Rosters from files: CSV, XLSX, iCalendar. Every row is read, read with a doubt, or refused with a reason."""

from tocsin.people.importing.load import import_file
from tocsin.people.importing.report import Outcome, Report

__all__ = ["Outcome", "Report", "import_file"]
