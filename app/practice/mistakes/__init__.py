"""The mistakes that are recognised, each as what it would give."""
