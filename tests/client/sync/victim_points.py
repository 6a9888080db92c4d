"""Where a client is killed."""

CASES = 3
POINTS = (
    "just put",
    "before sending",
    "answer on its way",
    "answer not stored",
    "answer stored",
    "changes not stored",
    "changes half stored",
)
