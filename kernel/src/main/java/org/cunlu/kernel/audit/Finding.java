package org.cunlu.kernel.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The answer of one invariant.
 * @param checked how many things were looked at
 * @param violations how many were wrong
 * @param examples at most ten of them in words, ids only
 */
@Serdeable
public record Finding(long checked, long violations, List<String> examples) {
    public Finding {
        examples = examples.stream().limit(10).toList();
    }
}
