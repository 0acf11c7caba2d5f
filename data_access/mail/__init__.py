"""Letters: queued with what happened, sent later."""
