"""What all routes share: bodies, threads, streams, errors, files, what wraps a request."""
