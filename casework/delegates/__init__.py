"""A branch delegate follows the branch's requests: where each stands, what is awaited, and when one meets (R27)."""
