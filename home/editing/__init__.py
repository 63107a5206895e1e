"""What the site does for those who write it: the checklist, its report, and what waits on their first screen."""
