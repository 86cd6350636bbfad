package org.cunlu.bench.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is known held against what is there.
 * @param lost acknowledged, and not there
 * @param duplicated there, and nobody asked for it, or it is there once more than asked for
 * @param recovered there, although its client never had an answer
 */
record Verdict(List<String> lost, List<String> duplicated, int recovered) {
    Verdict {
        lost = List.copyOf(lost);
        duplicated = List.copyOf(duplicated);
    }

    Verdict and(Verdict other) {
        return new Verdict(
                Stream.concat(lost.stream(), other.lost.stream()).toList(),
                Stream.concat(duplicated.stream(), other.duplicated.stream()).toList(),
                recovered + other.recovered);
    }

    boolean clean() {
        return lost.isEmpty() && duplicated.isEmpty();
    }
}
