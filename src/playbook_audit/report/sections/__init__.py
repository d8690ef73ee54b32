"""The sections of the report, one file each: from an audit judged to neutral blocks."""
