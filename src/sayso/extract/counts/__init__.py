"""Which numbers count harm, and of which kind: options, weighed or plain, and what excludes them."""
