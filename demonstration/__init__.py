"""What the demonstration's interviews and survey are made from, and the program that makes them."""
