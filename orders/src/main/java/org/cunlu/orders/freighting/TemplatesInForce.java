package org.cunlu.orders.freighting;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Templates in force from memory: what another instance decides is known here two seconds later. */
@Singleton
class TemplatesInForce {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final String COUNTYS = "";

    private final TemplateTable table;
    private final Transactions transactions;
    private final WallTime wall;
    private final String countyCode;
    private volatile Read read = new Read(new Known(Map.of()), Instant.MIN);

    TemplatesInForce(
            TemplateTable table,
            Transactions transactions,
            WallTime wall,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.transactions = transactions;
        this.wall = wall;
        this.countyCode = countyCode;
    }

    private record Read(Known known, Instant until) {}

    /** @param byOwner by seller, the county's under an empty code */
    record Known(Map<String, FreightTemplate> byOwner) {
        Known {
            byOwner = Map.copyOf(byOwner);
        }

        boolean none() {
            return byOwner.isEmpty();
        }

        /**
         * The seller's template where it says something of the place, else the county's.
         * @return empty when neither does: what the legs cost counts then
         * @throws ArithmeticException when it does not fit
         */
        Optional<FreightTemplate.Made> made(
                String sellerCode, FreightTemplate.Place place, FreightTemplate.Freighted goods) {
            return of(sellerCode, place, goods).or(() -> of(COUNTYS, place, goods));
        }

        private Optional<FreightTemplate.Made> of(
                String owner, FreightTemplate.Place place, FreightTemplate.Freighted goods) {
            FreightTemplate template = byOwner.get(owner);
            return template == null ? Optional.empty() : template.made(place, goods);
        }
    }

    /** Forgets what it knows. */
    void refresh() {
        read = new Read(new Known(Map.of()), Instant.MIN);
    }

    /** @return as of now or two seconds ago */
    Known known() {
        Read known = read;
        if (wall.now().isBefore(known.until())) {
            return known.known();
        }
        // Until is reckoned from before the reading: what is decided meanwhile is not kept out for longer.
        Instant until = wall.now().plus(KEPT);
        var byOwner = new HashMap<String, FreightTemplate>();
        transactions
                .read(() -> table.active(countyCode))
                .forEach(template ->
                        byOwner.put(template.sellerCode() == null ? COUNTYS : template.sellerCode(), template));
        var fresh = new Known(byOwner);
        read = new Read(fresh, until);
        return fresh;
    }
}
