"""What waits for whom, on the screen: the queue, desks, inboxes."""
