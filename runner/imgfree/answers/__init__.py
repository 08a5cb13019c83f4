"""What somebody's words want of imgfree, and what is said in return: for the conversation and for agents alike."""
