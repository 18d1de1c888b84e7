"""What is right, and how near to it an answer is."""
