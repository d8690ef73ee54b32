"""Tables people keep themselves, CSV or workbook: posts, and inventories of accounts."""
