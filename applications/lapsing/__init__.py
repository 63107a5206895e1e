"""What nobody goes on with ends, never without a word before (R35)."""
