"""Whether the person wants an interpreter when we speak about the request, and of which language."""
