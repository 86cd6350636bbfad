package org.cunlu.catalog.brand;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Set;
import org.cunlu.catalog.Areas;

/** A county with two townships and three villages. */
@Singleton
@Requires(property = "catalog.stand-in-areas", value = "true")
class StandInAreas implements Areas {
    private static final Set<String> CODES =
            Set.of("500233", "500233114", "500233114201", "500233114202", "500233116", "500233116201", "500235");

    @Override
    public boolean exists(String code) {
        return CODES.contains(code);
    }
}
