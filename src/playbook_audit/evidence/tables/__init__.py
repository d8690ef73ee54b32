"""Tables of any program: CSV and spreadsheets, with their headers and rows."""
