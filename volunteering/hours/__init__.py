"""Hours: proposed by coming and going, corrected by the volunteer, settled by somebody else."""
