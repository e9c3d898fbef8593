"""Stories: views of the atlas in an order, each with words, told by somebody."""
