"""Text to problem: prompts, replies read leniently, and drafts mended claim by claim."""
