"""The verification workflow: statements go in, states and what they allow come out."""
