"""The review of suggestions: the queue, many at once, how they fared, looking for new ones."""
