"""How long the fuzzers look: half a minute in `make test`, hours with `make fuzz`."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("KB_FUZZ_EXAMPLES", "0"))
"""How many inputs each property is tried with; 0 stands for a short and steady run."""

fuzzed = settings(
    derandomize=not EXAMPLES,
    deadline=None,
    max_examples=EXAMPLES or 400,
    suppress_health_check=list(HealthCheck),
)
