"""What may stand in a page, a picture and a style sheet, and who says so where something else does."""
