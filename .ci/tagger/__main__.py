"""Train the tagger of the local director anew, and write its weights into the package.

    .venv/bin/pip install jax optax scikit-learn
    PYTHONPATH=tests:.ci .venv/bin/python -m tagger [EPOCHS]

Takes about ten minutes on two cores. A tenth of the sentences, by their CRC, is kept back: the judges are fitted on it,
and what is printed at the end is measured on it.
"""

import sys

from imgfree.local.director.tagger import network
from tagger import judges, labels, sentences, training


def main() -> None:
    """Train, judge, and write."""
    rows = sentences.all_rows()
    read = sentences.read(rows)
    known = labels.arguments([row for row in rows if not sentences.kept_back(row)])
    marked = [labels.marked(one, known) for one in read]
    learnt = [number for number, one in enumerate(read) if not sentences.kept_back(one.row)]
    examples = [(read[number], marked[number]) for number in learnt]
    weights = training.trained(examples, len(known), epochs=int(sys.argv[1]) if len(sys.argv) > 1 else 16)
    training.write(weights, known, {})
    network.weights.cache_clear()
    back = [one.row for one in read if sentences.kept_back(one.row)]
    training.write(weights, known, judges.fitted([*back, *sentences.develop()]))


if __name__ == "__main__":
    main()
