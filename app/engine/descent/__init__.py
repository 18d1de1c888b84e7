"""What a step of gradient descent is made of."""
