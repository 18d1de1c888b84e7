"""What the numbers of a request hide: rules that find it in the arrays and say it in words, each of them pure."""
