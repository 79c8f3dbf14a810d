"""The diagnosis of a case without a plan as a workbook."""

from planner.show.studies.repair.sheets import DiagnosisBook, DiagnosisLine, Place, write_diagnosis

__all__ = ["DiagnosisBook", "DiagnosisLine", "Place", "write_diagnosis"]
