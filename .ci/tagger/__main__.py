"""Train the tagger of the local director anew, and write its weights into the package.

    .venv/bin/pip install jax optax scikit-learn
    export XLA_FLAGS="--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    PYTHONPATH=tests:.ci .venv/bin/python -m tagger [EPOCHS]

Takes twenty minutes; the flags keep JAX from waiting for its own threads where others use the cores. A tenth of the
sentences, by their CRC, is kept back: the judges are fitted on it, and what is printed at the end is measured on it.
"""

import sys

from imgfree.local.director.tagger import network
from tagger import judges, labels, sentences, training

_UNKNOWN, _CHATTER = 300, 1000  # sentences with a wish that nobody knows: for those who judge wishes, and small talk


def main() -> None:
    """Train, judge, and write."""
    rows = sentences.all_rows()
    read = sentences.read(rows)
    known = labels.columns(row for row in rows if not sentences.kept_back(row))
    marked = [labels.marked(one, known) for one in read]
    learnt = [number for number, one in enumerate(read) if not sentences.kept_back(one.row)]
    examples = [(read[number], marked[number]) for number in learnt]
    weights = training.trained(examples, known, epochs=int(sys.argv[1]) if len(sys.argv) > 1 else 14)
    training.write(weights, known, {})
    network.weights.cache_clear()
    back = [one.row for one in read if sentences.kept_back(one.row)]
    judged = judges.fitted([*back, *sentences.with_unknown(back, _UNKNOWN), *sentences.ours()])
    training.write(weights, known, judged)
    network.weights.cache_clear()
    training.write(weights, known, judged | judges.fitted_to_chatter([*back, *sentences.with_unknown(back, _CHATTER)]))


if __name__ == "__main__":
    main()
