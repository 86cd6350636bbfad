package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.cunlu.logistics.Line;

/**
 * How long before its departure nothing more is held on it, by who runs the line: lists are made and things are carried to
 * the kerb. No rule that we know of sets it; a county's contract with its bus company does.
 */
@ConfigurationProperties("cunlu.logistics.room-closes")
record Closes(
        @Bindable(defaultValue = "15m") Duration van,
        @Bindable(defaultValue = "30m") Duration bus,
        @Bindable(defaultValue = "30m") Duration post,
        @Bindable(defaultValue = "0m") Duration carrier) {
    Duration before(Line.Mode mode) {
        return switch (mode) {
            case VAN -> van;
            case BUS -> bus;
            case POST -> post;
            case CARRIER -> carrier;
        };
    }
}
