package org.cunlu.kernel.problem;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails in each way that a request can fail. */
@Controller("/api/odd")
@Requires(property = "spec", value = "problems")
@ExecuteOn(TaskExecutors.BLOCKING)
class OddController {
    private static final Logger LOG = LoggerFactory.getLogger(OddController.class);

    private final Sql sql;

    OddController(Sql sql) {
        this.sql = sql;
    }

    enum Size {
        SMALL,
        LARGE
    }

    @Serdeable
    record Line(@NotBlank String sku, @Min(1) @Max(999) int quantity) {}

    @Serdeable
    record Basket(
            @NotEmpty List<@Valid Line> lines,
            @Nullable Size size,
            @Nullable Long weight,
            @Nullable BigDecimal share) {}

    @Post("/basket")
    String basket(@Body @Valid Basket basket) {
        return "lines: " + basket.lines().size() + ", weight " + basket.weight() + ", share " + basket.share();
    }

    @Post("/keyed")
    String keyed(@Header("Idempotency-Key") String key) {
        return key;
    }

    @Get("/page")
    String page(@QueryValue int limit) {
        return "limit: " + limit;
    }

    @Get("/number/{number}")
    String number(long number) {
        return "number: " + number;
    }

    @Get("/refused")
    String refused() {
        throw ProblemException.of(409, "total-changed", "总价已变 · The total has changed", "请重新确认 · Confirm again")
                .field("totalFen")
                .fact("totalFen", 1230);
    }

    @Get("/later")
    String later() {
        throw ProblemException.of(429, "too-many", "过于频繁 · Too often", null).fact(ProblemException.RETRY_AFTER, 7);
    }

    @Get("/not-now")
    String notNow() {
        throw ProblemException.of(503, "gateway-unavailable", "暂不可用 · Not now", null);
    }

    @Get("/broken")
    String broken() {
        LOG.info("on the way to break");
        throw new IllegalStateException("secret cause: SELECT phone FROM acc_account");
    }

    @Get("/database-away")
    String databaseAway() {
        throw new IllegalStateException(new SqlFailure(new SQLTransientConnectionException("pool is empty")));
    }

    @Get("/deadlock")
    String deadlock() {
        throw new SqlFailure(new SQLException("deadlock found", "40001", 1213));
    }

    @Get("/trail{/trailId}{?other}")
    String trail(@Nullable String trailId, @Nullable String other) {
        return sql.list(
                        "SELECT trail_id FROM ker_trail WHERE trail_id IN (?, ?)",
                        row -> row.string("trail_id"),
                        trailId,
                        other)
                .toString();
    }

    @Get("/duplicate")
    String duplicate() {
        throw new SqlFailure(new SQLException("Duplicate entry 'secret' for key", "23000", 1062));
    }

    @Get("/mine")
    String mine(Caller caller) {
        return caller.accountId();
    }

    @Get("/anyone")
    String anyone(@Nullable Caller caller) {
        return caller == null ? "nobody" : caller.accountId();
    }

    @Post("/text")
    @Consumes(MediaType.TEXT_PLAIN)
    String text(@Body String text) {
        return "length: " + text.length();
    }
}
