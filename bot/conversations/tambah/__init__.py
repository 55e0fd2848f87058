"""One worker, entered by questions: as a row of the sheet, with all of its rules."""
