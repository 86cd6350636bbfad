package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.ProductState;
import org.cunlu.kernel.db.Sql;

/** Every step of every product, in order. */
@Singleton
class StepTable {
    private final Sql sql;

    StepTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A step.
     * @param version of the product after it
     * @param act WRITE, EDIT, CHANGE or one of {@link Life}
     * @param actor id of the account
     */
    @Serdeable
    record Step(
            long version,
            @Nullable ProductState from,
            ProductState to,
            String act,
            String actor,
            @Nullable String reason,
            Instant at) {}

    void keep(String productCode, Step step) {
        sql.change(
                "INSERT INTO cat_product_step (product_code, version, from_state, to_state, act, actor, reason, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                productCode,
                step.version(),
                step.from(),
                step.to(),
                step.act(),
                step.actor(),
                step.reason(),
                step.at());
    }

    /** As {@link #keep} of each, in one statement. @param steps by product's code */
    void keepAll(Map<String, Step> steps) {
        sql.insertMany(
                "INSERT INTO cat_product_step (product_code, version, from_state, to_state, act, actor, reason, at)",
                steps.entrySet().stream()
                        .map(each -> {
                            Step step = each.getValue();
                            return new Object[] {
                                each.getKey(),
                                step.version(),
                                step.from(),
                                step.to(),
                                step.act(),
                                step.actor(),
                                step.reason(),
                                step.at()
                            };
                        })
                        .toList());
    }

    /** The first step of products that were just made. */
    void keepFirst(Collection<String> productCodes, Life act, String actor, Instant now) {
        sql.insertMany(
                "INSERT INTO cat_product_step (product_code, version, from_state, to_state, act, actor, reason, at)",
                productCodes.stream()
                        .map(code -> new Object[] {code, 1, null, act.to(), act, actor, null, now})
                        .toList());
    }

    List<Step> of(String productCode) {
        return sql.list(
                "SELECT version, from_state, to_state, act, actor, reason, at FROM cat_product_step"
                        + " WHERE product_code = ? ORDER BY version",
                row -> new Step(
                        row.number("version"),
                        row.constant("from_state", ProductState.class),
                        row.constant("to_state", ProductState.class),
                        row.string("act"),
                        row.string("actor"),
                        row.string("reason"),
                        row.instant("at")),
                productCode);
    }

    Optional<String> lastSubmitter(String productCode) {
        return sql.one(
                "SELECT actor FROM cat_product_step WHERE product_code = ? AND act = 'SUBMIT' ORDER BY version DESC LIMIT 1",
                row -> row.string("actor"),
                productCode);
    }
}
